import { isAbort, toWire, type CandelaError, type PhotoEntry, type PhotoHandle } from '@contract';
import { EngineFailure } from '../engine/EngineFailure';
import { entryOf, newHandle, type NewPhoto, type OpenPhoto } from '../photo/PhotoRegistry';
import { withRecent } from '../state/RecentFiles';
import type { Services } from './Services';

type Options = { signal: AbortSignal };

/** Opens photos by path, each with what the engine says of it: its summary, or why it is refused. */
export async function openPhotos(
  services: Services,
  photos: readonly NewPhoto[],
  options: Options,
): Promise<PhotoEntry[]> {
  const opened = await Promise.all(photos.map((photo) => inspect(services, photo, options)));
  return opened.map(entryOf);
}

/** Opens photos that a person chose, and remembers them. */
export async function openChosen(
  services: Services,
  paths: readonly string[],
  options: Options,
): Promise<PhotoEntry[]> {
  const newPhotos = paths.map((path) => ({ path }));
  const entries = await openPhotos(services, newPhotos, options);
  remember(
    services,
    paths.filter((_, index) => entries[index]?.summary !== undefined),
  );
  return entries;
}

/** Looks at a photo's file once more: what was refused may have been repaired. */
export async function reopen(services: Services, photo: PhotoHandle, options: Options): Promise<PhotoEntry> {
  const { path, outputFolder } = services.registry.get(photo);
  const again = await describe(services, services.registry.get(photo), options);
  // What has a place for its results was pasted or is a sample, and no file that a person would look for.
  if (again.summary && outputFolder === undefined) remember(services, [path]);
  return entryOf(again);
}

/**
 * Opens another page of a photo, under a handle of its own; the photo stays as it is.
 * @throws EngineFailure where that page is not there or cannot be read
 */
export async function openPage(
  { registry, engine }: Services,
  { photo, page }: { photo: PhotoHandle; page: number },
  options: Options,
): Promise<PhotoEntry> {
  const { path } = registry.get(photo);
  const summary = await engine.inspect({ path, page }, options);
  options.signal.throwIfAborted();
  return entryOf(registry.addPage(photo, page, summary));
}

function remember({ state }: Services, readable: readonly string[]): void {
  if (readable.length === 0) return;
  // That a list of recent photos could not be written is no reason not to show them.
  state.change({ recent: withRecent(state.value.recent, readable) }).catch(() => undefined);
}

/** A tile that only says something: for what was left out of a drop. */
export function tileSaying(name: string, error: CandelaError): PhotoEntry {
  return { photo: newHandle(), name, error: toWire(error, name), isNote: true };
}

export async function inspect(services: Services, photo: NewPhoto, options: Options): Promise<OpenPhoto> {
  const open = services.registry.add(photo);
  return open.summary ? open : describe(services, open, options);
}

async function describe(services: Services, open: OpenPhoto, options: Options): Promise<OpenPhoto> {
  try {
    const summary = await services.engine.inspect({ path: open.path, page: open.page }, options);
    return services.registry.describe(open.photo, { summary });
  } catch (error) {
    if (isAbort(error)) throw error;
    const wire = error instanceof EngineFailure ? error.wire : toWire(error, open.name);
    return services.registry.describe(open.photo, { error: wire });
  }
}

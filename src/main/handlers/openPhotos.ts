import { isAbort, withoutPaths, type CandelaError, type PhotoEntry, type PhotoHandle } from '@contract';
import { entryOf, newHandle, type NewPhoto, type OpenPhoto } from '../photo/PhotoRegistry';
import { withRecent } from '../state/RecentFiles';
import type { Services } from './Services';

type Options = { signal: AbortSignal };

/** Opens photos by path, each with the engine's answer: a summary, or why it is refused. */
export async function openPhotos(
  services: Services,
  photos: readonly NewPhoto[],
  options: Options,
): Promise<PhotoEntry[]> {
  const opened = await Promise.all(photos.map((photo) => inspect(services, photo, options)));
  return opened.map(entryOf);
}

/** How many photos are read together. For many photos, this is the size of the first answer. */
const atOnce = 8;

/**
 * Opens photos that a person chose, and remembers them.
 * For many photos the answer holds the first few, so one is on the screen at once. The others follow as events, in order.
 * `note` is a tile that comes last.
 */
export async function openChosen(
  services: Services,
  paths: readonly string[],
  options: Options & { note?: PhotoEntry },
): Promise<PhotoEntry[]> {
  const [first, others] = [paths.slice(0, atOnce), paths.slice(atOnce)];
  const notes = options.note ? [options.note] : [];
  const open = (some: readonly string[], how: Options) =>
    openPhotos(
      services,
      some.map((path) => ({ path })),
      how,
    );
  if (others.length === 0) {
    const entries = await open(first, options);
    remember(services, readable(paths, entries));
    return [...entries, ...notes];
  }
  services.tell({ kind: 'reading', left: paths.length });
  try {
    const entries = await open(first, options);
    void openOthers(services, paths, { entries, notes, open });
    return entries;
  } catch (error) {
    services.tell({ kind: 'reading', left: 0 });
    throw error;
  }
}

type Begun = {
  readonly entries: readonly PhotoEntry[];
  readonly notes: readonly PhotoEntry[];
  readonly open: (paths: readonly string[], options: Options) => Promise<PhotoEntry[]>;
};

/** The call has been answered, so nobody can cancel this. It runs while the person works on the first photos. */
async function openOthers(
  services: Services,
  paths: readonly string[],
  { entries, notes, open }: Begun,
): Promise<void> {
  const { signal } = new AbortController();
  const all = [...entries];
  while (all.length < paths.length) {
    services.tell({ kind: 'reading', left: paths.length - all.length });
    const photos = await open(paths.slice(all.length, all.length + atOnce), { signal });
    all.push(...photos);
    services.tell({ kind: 'opened', photos, isMore: true });
  }
  if (notes.length > 0) services.tell({ kind: 'opened', photos: [...notes], isMore: true });
  services.tell({ kind: 'reading', left: 0 });
  remember(services, readable(paths, all));
}

function readable(paths: readonly string[], entries: readonly PhotoEntry[]): string[] {
  return paths.filter((_, index) => entries[index]?.summary !== undefined);
}

/** Reads a photo's file again: a refused file may have been repaired. */
export async function reopen(services: Services, photo: PhotoHandle, options: Options): Promise<PhotoEntry> {
  const { path, outputFolder } = services.registry.get(photo);
  const again = await describe(services, services.registry.get(photo), options);
  // Photos with a results folder are pasted pictures or samples, not files that a person would look for.
  if (again.summary && outputFolder === undefined) remember(services, [path]);
  return entryOf(again);
}

/**
 * Opens another page of a photo under a new handle. The photo stays open.
 * @throws CandelaError if that page does not exist or cannot be read
 */
export async function openPage(
  { registry, engine }: Services,
  { photo, page }: { photo: PhotoHandle; page: number },
  options: Options,
): Promise<PhotoEntry> {
  const { path } = registry.get(photo);
  const summary = await engine.call('photo.inspect', { photo: { path, page } }, options);
  options.signal.throwIfAborted();
  return entryOf(registry.addPage(photo, page, summary));
}

function remember({ state, registry }: Services, paths: readonly string[]): void {
  if (paths.length === 0) return;
  const recent = withRecent(state.value.recent, paths);
  // Photos are shown even if the list of recent ones could not be written.
  state.change({ recent, session: registry.openPaths() }).catch(() => undefined);
}

/** A photo was closed. The session of the last one stays, so that an empty window can offer it. */
export function rememberClosed({ state, registry }: Services): void {
  const session = registry.openPaths();
  if (session.length > 0) state.change({ session }).catch(() => undefined);
}

/** A tile with only a message, for files left out of a drop. */
export function tileSaying(name: string, error: CandelaError): PhotoEntry {
  return { photo: newHandle(), name, error: error.toWire(), isNote: true };
}

export async function inspect(services: Services, photo: NewPhoto, options: Options): Promise<OpenPhoto> {
  const open = services.registry.add(photo);
  return open.summary ? open : describe(services, open, options);
}

async function describe(services: Services, open: OpenPhoto, options: Options): Promise<OpenPhoto> {
  const { path, page } = open;
  try {
    const summary = await services.engine.call('photo.inspect', { photo: { path, page } }, options);
    return services.registry.describe(open.photo, { summary });
  } catch (error) {
    if (isAbort(error)) throw error;
    return services.registry.describe(open.photo, { error: withoutPaths(error, [path]).toWire() });
  }
}

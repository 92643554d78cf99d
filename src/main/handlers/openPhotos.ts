import {
  CandelaError,
  isAbort,
  withoutPaths,
  type PhotoEntry,
  type PhotoHandle,
  type RawSettings,
} from '@contract';
import { entryOf, newHandle, type NewPhoto, type OpenPhoto } from '../photo/PhotoRegistry';
import { withRecent } from '../state/RecentFiles';
import type { Services } from './Services';

type Options = { signal: AbortSignal };
type Reading = Pick<Services, 'registry' | 'engine'>;

/** Opens photos by path, each with the engine's answer: a summary, or why it is refused. */
export async function openPhotos(
  services: Services,
  photos: readonly NewPhoto[],
  options: Options,
): Promise<PhotoEntry[]> {
  const opened = await Promise.all(photos.map((photo) => inspect(services, photo, options)));
  return opened.map(entryOf);
}

/** So many photos are read before they are shown. More are shown at once by name, and read when the page asks. */
const readAtOnce = 8;

export function photosAt(paths: readonly string[]): NewPhoto[] {
  return paths.map((path) => ({ path }));
}

/** Opens photos that a person chose, and remembers them. `note` is a tile that comes last. */
export async function openChosen(
  services: Services,
  photos: readonly NewPhoto[],
  options: Options & { note?: PhotoEntry },
): Promise<PhotoEntry[]> {
  const { registry } = services;
  const paths = photos.map(({ path }) => path);
  const notes = options.note ? [options.note] : [];
  if (paths.length > readAtOnce) {
    const entries = photos.map((photo) => entryOf(registry.add(photo)));
    remember(services, paths);
    return [...entries, ...notes];
  }
  const entries = await openPhotos(services, photos, options);
  remember(services, readable(paths, entries));
  return [...entries, ...notes];
}

/** Reads photos that were opened unread. */
export async function inspectPhotos(
  services: Services,
  photos: readonly PhotoHandle[],
  options: Options,
): Promise<PhotoEntry[]> {
  const { registry } = services;
  const known = photos.flatMap((photo) => registry.find(photo) ?? []);
  const read = await Promise.all(known.map((photo) => ensureRead(services, photo, options)));
  // A photo that was closed while it was read is left out.
  const open = read.filter(({ photo }) => registry.find(photo) !== undefined);
  if (open.some(({ error }) => error !== undefined)) forgetRefused(services, open);
  return open.map(entryOf);
}

/** The photo with the engine's answer about it. */
export async function ensureRead(services: Reading, photo: OpenPhoto, options: Options): Promise<OpenPhoto> {
  return photo.summary || photo.error ? photo : describe(services, photo, options);
}

/** Photos that were remembered unread, and turned out to be none. */
function forgetRefused({ state, registry }: Services, read: readonly OpenPhoto[]): void {
  const refused = new Set(read.filter(({ error }) => error !== undefined).map(({ path }) => path));
  const recent = state.value.recent.filter((path) => !refused.has(path));
  state.change({ recent, session: registry.openPaths() }).catch(() => undefined);
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

/** Develops a raw in another way from now on. Only the picture that another program made tells its size. */
export async function develop(
  { registry, engine }: Reading,
  { photo, raw }: { photo: PhotoHandle; raw: RawSettings },
  options: Options,
): Promise<PhotoEntry> {
  const programNow = () => registry.find(photo)?.raw?.developer?.program;
  const before = programNow();
  registry.develop(photo, raw);
  const open = registry.get(photo);
  const program = programNow();
  if (program === before) return entryOf(open);
  try {
    const { path, page } = open;
    const summary = await engine.call('photo.inspect', { photo: { path, page, raw } }, options);
    // The size of a program that was given up meanwhile is not the photo's.
    if (programNow() === program) return entryOf(registry.describe(open, { summary }));
  } catch (error) {
    if (!(error instanceof CandelaError)) throw error;
    // The picture of the photo will fail for the same reason, and tells it.
  }
  return entryOf(registry.find(photo) ?? open);
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

export async function inspect(services: Reading, photo: NewPhoto, options: Options): Promise<OpenPhoto> {
  const open = services.registry.add(photo);
  return open.summary ? open : describe(services, open, options);
}

async function describe(services: Reading, open: OpenPhoto, options: Options): Promise<OpenPhoto> {
  const { path, page } = open;
  try {
    const summary = await services.engine.call('photo.inspect', { photo: { path, page } }, options);
    return services.registry.describe(open, { summary });
  } catch (error) {
    if (isAbort(error)) throw error;
    return services.registry.describe(open, { error: withoutPaths(error, [path]).toWire() });
  }
}

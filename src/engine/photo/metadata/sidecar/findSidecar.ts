import { extensionsOf } from '@contract';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';

/** A sidecar beside a photo: its name, and its text or why there is none. */
export type Sidecar = { name: string; packet: string } | { name: string; fault: string };

const maxMegabytes = 16;

/** Extensions of cameras' raw files, whose sidecar has their name without the extension. Some are not read. */
const rawExtensions: readonly string[] = [
  ...extensionsOf('raw'),
  ...['ari', 'bay', 'cap', 'dcs', 'drf', 'eip', 'k25', 'mdc', 'ptx', 'pxn', 'r3d', 'raw', 'rwz'],
].map((extension) => `.${extension}`);

const extensionOf = (name: string): string => extname(name).toLowerCase();
const stemOf = (name: string): string => name.slice(0, name.length - extname(name).length);

/**
 * The names that a photo's sidecar may have, best first: `photo.jpg.xmp` (darktable, digiKam), then `photo.xmp` (Lightroom). The
 * latter belongs to the raw where one of the same name lies beside it. Capitals do not count in extensions.
 */
function candidates(photo: string, names: readonly string[]): string[] {
  const sidecars = names.filter((name) => extensionOf(name) === '.xmp').sort();
  const isSameFile = (name: string): boolean =>
    stemOf(name) === stemOf(photo) && extensionOf(name) === extensionOf(photo);
  const ofFile = sidecars.filter((name) => isSameFile(stemOf(name)));
  const ofStem = sidecars.filter((name) => stemOf(name) === stemOf(photo));
  const isRaw = (name: string): boolean => rawExtensions.includes(extensionOf(name));
  const belongsToRaw = !isRaw(photo) && names.some((name) => isRaw(name) && stemOf(name) === stemOf(photo));
  return belongsToRaw ? ofFile : [...ofFile, ...ofStem];
}

/** XMP is UTF-8 unless a mark says UTF-16. */
function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
}

async function readSidecar(path: string, signal: AbortSignal | undefined): Promise<Sidecar | null> {
  const name = basename(path);
  const info = await stat(path);
  if (!info.isFile()) return null;
  if (info.size > maxMegabytes * 1024 * 1024)
    return { name, fault: `it is larger than ${String(maxMegabytes)} MB` };
  return { name, packet: textOf(await readFile(path, signal && { signal })) };
}

/** The names in a photo's folder; none if it cannot be listed. */
async function namesBeside(path: string): Promise<string[]> {
  try {
    return await readdir(dirname(path));
  } catch {
    return [];
  }
}

/** A photo's sidecar; null if there is none. It never fails, except when it is aborted. */
export async function findSidecar(
  path: string,
  { signal }: { signal?: AbortSignal } = {},
): Promise<Sidecar | null> {
  for (const name of candidates(basename(path), await namesBeside(path))) {
    signal?.throwIfAborted();
    try {
      const found = await readSidecar(join(dirname(path), name), signal);
      if (found !== null) return found;
    } catch {
      signal?.throwIfAborted();
      return { name, fault: 'it cannot be opened' };
    }
  }
  return null;
}

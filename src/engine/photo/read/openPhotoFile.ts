import { open, type FileHandle } from 'node:fs/promises';
import { CandelaError, type PhotoFormat } from '@contract';
import { asciiBytes, startsWith } from '../bytes';
import { fileError } from './fileError';
import { findPage, type PhotoPage } from './photoPage';
import { formatOf } from './sniff/sniffPhoto';
import { fileSource, memorySource, type ByteSource } from '../source';
import type { Recode } from '../tiff/tiffRecode';
import { tiffOddities, type Patch, type TiffOddities } from '../tiff/tiffOddities';

/** An open photo: in memory, or on disk if it is too large for that. */
export type PhotoFile = {
  path: string;
  format: PhotoFormat;
  page: PhotoPage;
  source: ByteSource;
  /** The input for sharp. */
  input: Uint8Array | string;
  /** Set if samples that are read as RGB are coded in another way. */
  recode?: Recode;
  /** @throws CandelaError `photo.changed` if the file has changed since it was opened. */
  assertUnchanged(): Promise<void>;
  close(): Promise<void>;
};

/** Larger files are decoded from disk, so that file and pixels are not in memory together. */
const inMemoryLimit = 256 * 1024 * 1024;
const readChunk = 16 * 1024 * 1024;

type OpenOptions = {
  signal: AbortSignal;
  /** The pixels are not needed, so the file is not read whole. */
  headerOnly?: boolean;
  /** Counted from 1; absent: the first. */
  page?: number | undefined;
};

type State = { size: number; mtimeMs: number };

async function stateOf(handle: FileHandle): Promise<State> {
  const { size, mtimeMs } = await handle.stat();
  return { size, mtimeMs };
}

async function readWhole(handle: FileHandle, size: number, signal: AbortSignal): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafeSlow(size);
  for (let at = 0; at < size;) {
    signal.throwIfAborted();
    const { bytesRead } = await handle.read(bytes, at, Math.min(readChunk, size - at), at);
    if (bytesRead === 0) return bytes.subarray(0, at);
    at += bytesRead;
  }
  return bytes;
}

/** Corrections to what the file tells the codec. */
function odditiesOf(source: ByteSource, format: PhotoFormat, page: PhotoPage): TiffOddities {
  if (format === 'tiff') return tiffOddities(source, page.directoryAt);
  // libheif reads the first picture of a sequence if the file is presented as a still photo.
  const isSequence = format === 'avif' && startsWith(source.read(8, 4), 'avis');
  return { patches: isSequence ? [{ at: 8, bytes: [...asciiBytes('avif')] }] : [] };
}

/** Colours that the codec does not support are corrected in memory only. */
function refusalOf({ refused, recode }: TiffOddities, size: number): string | undefined {
  if (refused !== undefined) return refused;
  const isTooBig = recode !== undefined && size >= inMemoryLimit;
  return isTooBig ? 'a TIFF of more than 256 MB whose colours are Lab or YCbCr' : undefined;
}

/** Patches the bytes for the codec. @returns the unpatched file, for everything that reads its metadata */
function patched(bytes: Uint8Array, patches: readonly Patch[]): ByteSource {
  const originals = patches.map(({ at, bytes: instead }) => ({
    at,
    bytes: [...bytes.subarray(at, at + instead.length)],
  }));
  for (const { at, bytes: instead } of patches) bytes.set(instead, at);
  const source = memorySource(bytes);
  const read = (offset: number, length: number): Uint8Array => {
    const found = source.read(offset, length);
    const touched = originals.filter(
      ({ at, bytes: own }) => at < offset + found.length && at + own.length > offset,
    );
    if (touched.length === 0) return found;
    const restored = Uint8Array.from(found);
    for (const { at, bytes: own } of touched)
      own.forEach((byte, index) => {
        const place = at + index - offset;
        if (place >= 0 && place < restored.length) restored[place] = byte;
      });
    return restored;
  };
  return { ...source, read };
}

async function load(
  handle: FileHandle,
  path: string,
  { signal, headerOnly, page: wanted }: OpenOptions,
): Promise<PhotoFile> {
  const before = await stateOf(handle);
  const onDisk = fileSource(handle.fd, before.size);
  const format = formatOf(onDisk, path);
  const page = findPage(onDisk, { path, format }, wanted);
  const oddities = odditiesOf(onDisk, format, page);
  const refused = refusalOf(oddities, before.size);
  if (refused !== undefined) throw new CandelaError('photo.unsupported', { file: path, kind: refused });
  const isOdd = oddities.patches.length > 0;
  // libvips takes brackets at the end of a path as options.
  const isWanted = headerOnly !== true || isOdd || path.endsWith(']');
  const bytes = before.size < inMemoryLimit && isWanted ? await readWhole(handle, before.size, signal) : null;
  const stored = bytes === null ? onDisk : patched(bytes, oddities.patches);
  const assertUnchanged = async (): Promise<void> => {
    const after = await stateOf(handle);
    const isSame = before.size === after.size && before.mtimeMs === after.mtimeMs;
    if (!isSame) throw new CandelaError('photo.changed', { file: path });
  };
  await assertUnchanged();
  return {
    path,
    format,
    page,
    source: stored,
    input: bytes ?? path,
    ...(oddities.recode && bytes && { recode: oddities.recode }),
    assertUnchanged,
    close: () => handle.close(),
  };
}

/**
 * Opens a page of a photo and reads it once. The file must not change meanwhile. The caller closes it.
 * @throws CandelaError `input.missing`, `photo.unreadable`, `photo.empty`, `photo.unsupported`, `photo.notAPhoto`, `photo.noPage`,
 *   `photo.changed`
 */
export async function openPhotoFile(path: string, options: OpenOptions): Promise<PhotoFile> {
  options.signal.throwIfAborted();
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, 'r');
    return await load(handle, path, options);
  } catch (error) {
    await handle?.close();
    throw fileError(error, path);
  }
}

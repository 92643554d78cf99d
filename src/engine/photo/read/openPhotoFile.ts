import { open, stat, type FileHandle } from 'node:fs/promises';
import { CandelaError, type FileState, type PhotoFormat } from '@contract';
import { fileFailure } from '@disk';
import { findPage, type PhotoPage } from './photoPage';
import { formatOf } from './sniff/sniffPhoto';
import { releasableBytes } from '../releasable';
import { fileSource, memorySource, type ByteSource } from '../source';
import type { Recode } from '../tiff/tiffRecode';
import type { TiffOddities } from '../tiff/tiffOddities';
import { odditiesOf, patched } from './codecPatches';

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
  /** The same file in memory, if it is not too large for that. A large file comes into memory only here. */
  loaded(options: { signal: AbortSignal }): Promise<PhotoFile>;
  /** @throws CandelaError `photo.changed` if the file has changed since it was opened. */
  assertUnchanged(): Promise<void>;
  close(): Promise<void>;
};

/** Bytes. Files from here on are decoded from disk, so that file and pixels are not in memory together. */
export const inMemoryLimit = 256 * 1024 * 1024;
/** Larger files wait on disk until there is memory for their pixels. A JPEG is small beside its own pixels. */
const readAtOnce = 64 * 1024 * 1024;
const readChunk = 16 * 1024 * 1024;

type OpenOptions = {
  signal: AbortSignal;
  /** The pixels are not needed, so the file is not read whole. */
  headerOnly?: boolean;
  /** Counted from 1; absent: the first. */
  page?: number | undefined;
  /** The state in which the file must still be. */
  expect?: FileState | undefined;
};

type State = { size: number; mtimeMs: number; ino: number };

/** Of the open file, or of the one that has its name now. */
async function stateOf(file: FileHandle | string): Promise<State> {
  const { size, mtimeMs, ino } = await (typeof file === 'string' ? stat(file) : file.stat());
  return { size, mtimeMs, ino };
}

const isSame = (before: State, after: State): boolean =>
  before.size === after.size && before.mtimeMs === after.mtimeMs && before.ino === after.ino;

async function readWhole(
  handle: FileHandle,
  { size, format }: { size: number; format: PhotoFormat },
  signal: AbortSignal,
): Promise<Uint8Array> {
  // Beside a raw's file its decoder needs much memory.
  const bytes = format === 'raw' ? releasableBytes(size) : Buffer.allocUnsafeSlow(size);
  for (let at = 0; at < size;) {
    signal.throwIfAborted();
    const { bytesRead } = await handle.read(bytes, at, Math.min(readChunk, size - at), at);
    if (bytesRead === 0) return bytes.subarray(0, at);
    at += bytesRead;
  }
  return bytes;
}

/** Colours that the codec does not support are corrected in memory only. @throws CandelaError `photo.unsupported` */
function assertReadable(
  { refused, recode }: TiffOddities,
  { path: file, size }: { path: string; size: number },
): void {
  const isTooBig = recode !== undefined && size >= inMemoryLimit;
  const kind =
    refused ?? (isTooBig ? 'a TIFF of more than 256 MB whose colours are Lab or YCbCr' : undefined);
  if (kind !== undefined) throw new CandelaError('photo.unsupported', { file, kind });
}

/** Whether the whole file is read when it is opened. */
function isReadAtOnce({ path, size, format, headerOnly, isOdd }: ToRead): boolean {
  if (size >= inMemoryLimit) return false;
  // The codec opens files by their paths. libvips takes brackets at the end of a path as options.
  if (isOdd || path.endsWith(']')) return true;
  return headerOnly !== true && (format === 'jpeg' || size < readAtOnce);
}

type ToRead = {
  path: string;
  size: number;
  format: PhotoFormat;
  headerOnly: boolean | undefined;
  isOdd: boolean;
};

async function load(
  handle: FileHandle,
  path: string,
  { signal, headerOnly, page: wanted, expect }: OpenOptions,
): Promise<PhotoFile> {
  const before = await stateOf(handle);
  const assertSame = (state: State): void => {
    if (!isSame(before, state)) throw new CandelaError('photo.changed', { file: path });
  };
  assertSame({ ...before, ...expect });
  const { size } = before;
  const onDisk = fileSource(handle.fd, size);
  const format = formatOf(onDisk, path);
  const page = findPage(onDisk, { path, format }, wanted);
  const oddities = odditiesOf(onDisk, format, page);
  assertReadable(oddities, { path, size });
  const isWhole = isReadAtOnce({ path, size, format, headerOnly, isOdd: oddities.patches.length > 0 });
  const bytes = isWhole ? await readWhole(handle, { size, format }, signal) : null;
  const assertUnchanged = async () => {
    assertSame(await stateOf(handle));
  };
  await assertUnchanged();
  const file: PhotoFile = {
    ...{ path, format, page },
    source: bytes === null ? onDisk : patched(bytes, oddities.patches),
    input: bytes ?? path,
    ...(oddities.recode && bytes && { recode: oddities.recode }),
    loaded: async (options) => {
      if (bytes !== null || size >= inMemoryLimit) return file;
      const input = await readWhole(handle, { size, format }, options.signal);
      return { ...file, source: memorySource(input), input, assertUnchanged };
    },
    assertUnchanged: async () => {
      await assertUnchanged();
      // The codec opened the path itself, which may name another file by now.
      if (bytes === null) assertSame(await stateOf(path));
    },
    close: () => handle.close(),
  };
  return file;
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
    throw fileFailure(error, { file: path, act: 'read' });
  }
}

import { open, type FileHandle } from 'node:fs/promises';
import { CandelaError, type PhotoFormat, type PhotoKind } from '@contract';
import { fileFailure } from '@disk';
import { jxlDepth } from '../container/jxl';
import { heifDepth, rareHeif } from './rareHeif';
import { rareJpeg } from './rareJpeg';
import { sniff, sniffLength } from './sniff';
import { isRawTiff } from './sniffTiff';
import { fileSource, type ByteSource } from '../../source';

/** Why a file of a format is not read, if that takes more than its first bytes to see. */
const unreadKinds: Readonly<Partial<Record<PhotoFormat, (source: ByteSource) => string | null>>> = {
  jpeg: rareJpeg,
  heic: rareHeif,
};

/**
 * The format of a photo, by its content.
 * @throws CandelaError `photo.empty`, `photo.unsupported`, `photo.notAPhoto`
 */
export function formatOf(source: ByteSource, file: string): PhotoFormat {
  const head = source.read(0, sniffLength);
  if (head.length === 0) throw new CandelaError('photo.empty', { file });
  const sniffed = sniff(head);
  if (sniffed.kind === 'unsupported')
    throw new CandelaError('photo.unsupported', { file, kind: sniffed.name });
  if (sniffed.kind === 'notAPhoto') throw new CandelaError('photo.notAPhoto', { file, kind: sniffed.name });
  const kind = unreadKinds[sniffed.format]?.(source) ?? null;
  if (kind !== null) throw new CandelaError('photo.unsupported', { file, kind });
  return sniffed.format === 'tiff' && isRawTiff(source) ? 'raw' : sniffed.format;
}

/** The depth of formats whose results depend on it. */
const depths: Readonly<Partial<Record<PhotoFormat, (source: ByteSource) => number | null>>> = {
  heic: heifDepth,
  jxl: jxlDepth,
};

function kindOf(source: ByteSource, file: string): PhotoKind {
  const format = formatOf(source, file);
  const bits = depths[format]?.(source) ?? null;
  return bits === null ? { format } : { format, bits };
}

/**
 * Recognises a photo by its content, never by its name. Reads a few kilobytes.
 * @param path absolute
 * @throws CandelaError `input.missing`, `photo.unreadable`, `photo.empty`, `photo.unsupported`, `photo.notAPhoto`
 */
export async function sniffPhoto(path: string, { signal }: { signal: AbortSignal }): Promise<PhotoKind> {
  signal.throwIfAborted();
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, 'r');
    const { size } = await handle.stat();
    return kindOf(fileSource(handle.fd, size), path);
  } catch (error) {
    throw fileFailure(error, { file: path, act: 'read' });
  } finally {
    await handle?.close();
  }
}

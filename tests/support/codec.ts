import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OutputSettings, type OutputFormat } from '@contract';
import { decodePhoto } from '../../src/engine/photo/read/decodePhoto';
import { encodePhoto, type Encoded } from '../../src/engine/photo/write/encodePhoto';
import type { Photo, Provenance } from '../../src/engine/photo/Photo';
import { tempFolder } from './tempFolder';

/** Never aborted. */
export const signal: AbortSignal = new AbortController().signal;

export const provenance: Provenance = {
  software: 'Candela 0.1.0',
  model: 'identity',
  modelVersion: '1.0.0',
  modelSha256: 'ab'.repeat(32),
  provider: 'cpu',
  settings: '{"strength":0.5,"model":"<a> & \\"b\\""}',
};

/** A file of these bytes in a fresh folder. */
export function onDisk(bytes: Uint8Array, name: string): string {
  const path = join(tempFolder(), name);
  writeFileSync(path, bytes);
  return path;
}

export const decode = (bytes: Uint8Array, name: string): Promise<Photo> =>
  decodePhoto(onDisk(bytes, name), { signal });

const extensions: Record<OutputFormat, string> = {
  jpeg: 'jpg',
  png: 'png',
  tiff: 'tif',
  webp: 'webp',
  avif: 'avif',
};

/** Encodes into a fresh folder. */
export async function encode(
  photo: Photo,
  format: OutputFormat,
  output: Partial<OutputSettings> = {},
): Promise<Encoded & { path: string }> {
  const target = join(tempFolder(), `result.${extensions[format]}`);
  const encoded = await encodePhoto(
    photo,
    { target, format, output: OutputSettings.parse(output), provenance },
    { signal },
  );
  if (encoded.path === null) throw new Error('the photo was skipped');
  return { ...encoded, path: encoded.path };
}

export const codes = (notices: readonly { code: string }[]): string[] => notices.map(({ code }) => code);

/** Largest difference of two lists of samples. */
export function maxDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  let most = 0;
  for (let index = 0; index < a.length; index++)
    most = Math.max(most, Math.abs((a[index] ?? 0) - (b[index] ?? 0)));
  return most;
}

import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { errorTexts } from './errors';
import {
  aFileOf,
  formats,
  isWritten,
  OutputFormat,
  PhotoFormat,
  readableFormats,
  readExtensions,
} from './formats';

const src = fileURLToPath(new URL('..', import.meta.url));
const root = join(src, '..');

/** Files that know several formats by name: tables by format, of which the compiler demands a row for each. */
const tables = [
  'contract/formats.ts',
  // What writes each.
  'engine/photo/write/encodePhoto.ts',
  'engine/photo/write/encodePixels.ts',
  // What a camera writes beside its raws.
  'jobs/plan/rawPairs.ts',
  // What tells a kind that is not read from one that is.
  'engine/photo/read/sniff/sniffPhoto.ts',
  // What sharp's decoder must know of each.
  'engine/photo/read/decoders/sharp/sharpHeader.ts',
];

const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
  .map((path) => ({
    path: path.split(sep).join('/'),
    text: readFileSync(join(src, path), 'utf8').replace(/^\s*(\/\/|\/?\*).*$/gm, ''),
  }));

/** How many of these words a text holds as a string, inside one, or as a key. */
function count(text: string, words: readonly string[]): number {
  return words.filter((word) => new RegExp(`(['" ])${word}(['" ]|: )`).test(text)).length;
}

describe('formats', () => {
  it('stand in one table, and else only where the compiler asks for each', () => {
    const listing = sources.filter(({ text }) => count(text, PhotoFormat.options) >= 3);
    expect(listing.map(({ path }) => path).sort()).toEqual([...tables].sort());
  });

  it('have their extensions in that table alone', () => {
    const listing = sources.filter(({ text }) => count(text, readExtensions) >= 4);
    const others = listing.map(({ path }) => path).filter((path) => !tables.includes(path));
    expect(others).toEqual([]);
  });

  it('are written as something that is written', () => {
    for (const format of PhotoFormat.options) expect(isWritten(formats[format].writtenAs)).toBe(true);
    for (const format of OutputFormat.options) expect(formats[format].writtenAs).toBe(format);
  });

  it('have the article that is heard before their name', () => {
    const articles = PhotoFormat.options.map((format) => [format, aFileOf(format)]);
    expect(Object.fromEntries(articles)).toMatchObject({ jpeg: 'a JPEG', avif: 'an AVIF', gif: 'a GIF' });
  });

  it('share no extension', () => {
    expect(new Set(readExtensions).size).toBe(readExtensions.length);
  });

  it('are all offered by the package to the system, with their usual extensions and type', () => {
    const config = readFileSync(join(root, 'electron-builder.yml'), 'utf8');
    const offered = [
      ...config.matchAll(/- \{ ext: \[([^\]]+)\], name: .+?, mimeType: ([^,]+), role: (\w+)/g),
    ];
    expect(offered.map(([, list, type, role]) => ({ list, type, role }))).toEqual(
      PhotoFormat.options.map((format) => ({
        list: formats[format].extensions.join(', '),
        type: formats[format].mimeType,
        role: isWritten(format) ? 'Editor' : 'Viewer',
      })),
    );
  });

  it('are all named in the sentences that list them', () => {
    for (const format of PhotoFormat.options) expect(readableFormats).toContain(formats[format].label);
    expect(errorTexts['photo.notAPhoto'].action).toContain(readableFormats);
  });

  it('are all named in the README', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    for (const format of PhotoFormat.options) expect(readme).toContain(formats[format].label);
  });
});

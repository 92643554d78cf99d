import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { ExportChoices, type Look, type Settings } from '@contract';
import { commandLine } from './commandLine';
import { settingsOf } from './settingsOf';

const look: Look = {
  inference: { model: 'cnn', controls: {}, provider: 'auto' },
  mix: { strength: 1, finish: { brightness: 0, highlights: 0, colour: 0 } },
};
const settings = (choices: Partial<ExportChoices> = {}, other: Partial<Settings> = {}): Settings => ({
  ...settingsOf(look, ExportChoices.parse(choices)),
  ...other,
});
const linux = { input: '/photos/night.jpg', platform: 'linux' } as const;

/** The words that a shell splits a line into. */
function wordsOf(line: string): string[] {
  return execFileSync('sh', ['-c', `printf '%s\\0' ${line}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);
}

describe('commandLine', () => {
  it('names the model and leaves out what the command does by itself', () => {
    expect(commandLine(settings(), linux)).toBe('candela enhance --model cnn /photos/night.jpg');
  });

  it('names all that was chosen', () => {
    const chosen = settings(
      {
        format: 'tiff',
        quality: 80,
        bitDepth: 16,
        longEdge: 2048,
        metadata: 'noGps',
        nameTemplate: '{name} {date}',
        onConflict: 'skip',
      },
      {
        strength: 0.7,
        controls: { brightness: 0.3, denoise: -0.5 },
        finish: { brightness: -1.5, highlights: 0.25, colour: -0.1 },
        provider: 'cpu',
      },
    );
    expect(wordsOf(commandLine(chosen, { ...linux, out: '/my results' }))).toEqual([
      ...['candela', 'enhance', '--model', 'cnn', '--strength', '0.7'],
      ...['--control', 'brightness=0.3', '--control', 'denoise=-0.5'],
      ...['--brightness=-1.5', '--highlights', '0.25', '--colour=-0.1', '--provider', 'cpu'],
      ...['--format', 'tiff', '--quality', '80', '--bit-depth', '16', '--long-edge', '2048'],
      ...['--keep-gps', 'no', '--name', '{name} {date}', '--on-conflict', 'skip'],
      ...['--out', '/my results', '/photos/night.jpg'],
    ]);
  });

  it('names the page of a photo, where it is not the first', () => {
    expect(commandLine(settings(), { ...linux, page: 1 })).not.toContain('--page');
    expect(commandLine(settings(), { ...linux, page: 3, out: '/mine' })).toBe(
      'candela enhance --model cnn --page 3 --out /mine /photos/night.jpg',
    );
  });

  it('says that no metadata is kept, once', () => {
    const words = wordsOf(commandLine(settings({ metadata: 'none' }), linux));
    expect(words.slice(4, -1)).toEqual(['--metadata', 'none']);
  });

  it.each([
    ["/a/it's dark.jpg"],
    ['/a/$HOME `ls` "x" \\ !.jpg'],
    ['/a/line\nbreak;rm -rf.jpg'],
    ['/a/Ünïcode ☾.jpg'],
    ['/a/~/*?[x].jpg'],
  ])('keeps %j one word in a shell', (input) => {
    expect(wordsOf(commandLine(settings(), { ...linux, input })).at(-1)).toBe(input);
  });

  it('quotes for PowerShell on Windows', () => {
    const target = { input: "C:\\Photos\\it's $dark.jpg", platform: 'win32' } as const;
    expect(commandLine(settings(), target)).toBe("candela enhance --model cnn 'C:\\Photos\\it''s $dark.jpg'");
    expect(commandLine(settings(), { ...target, input: 'C:\\a\\b.jpg' })).toMatch(/ C:\\a\\b\.jpg$/);
  });
});

import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/runCli';
import { tempFolder } from '../support/tempFolder';
import { cliFolderWithGoodPhoto } from '../support/cliFolder';

describe('candela, wrong usage', () => {
  it.each([
    [['enhance'], 'Name a photo or a folder, or continue a batch with --resume.'],
    [['enhance', 'good.jpg', '--frmat', 'png'], "Unknown option '--frmat'.\n(Did you mean --format?)"],
    [['enhance', 'good.jpg', '--strength', '2'], '--strength takes a number from 0 to 1, not “2”.'],
    [['enhance', 'good.jpg', '--page', '0'], '--page takes a whole number from 1, not “0”.'],
    [['enhance', 'good.jpg', '--page', 'two'], '--page takes a whole number from 1, not “two”.'],
    [['enhance', 'good.jpg', '--strength'], "Option '-s, --strength <0..1>' argument missing."],
    [['enhance', 'good.jpg', '--name', '{nmae}'], 'knows no variable {nmae}; there are {name}, {ext}'],
    [['enhance', 'good.jpg', '--model', 'nmae'], 'There is no model called nmae. Known: '],
    [
      ['enhance', 'good.jpg', '--model', 'identity', '--control', 'x=1'],
      'Model identity has no control “x”; it has none.',
    ],
    [['enhance', 'good.jpg', '--out', 'good.jpg', '--model', 'identity'], 'is a file, not a folder.'],
    [['enhance', ''], 'An input is empty'],
    [['models', 'good.jpg'], "Too many arguments for 'models'"],
    [['gone.jpg'], "Unknown command 'gone.jpg'."],
    [[], 'Usage: candela'],
  ])('answers %j with 2 and a sentence on stderr', async (argv, sentence) => {
    const place = await cliFolderWithGoodPhoto();
    const { code, stdout, stderr } = await runCli(argv, { home: place.home, cwd: place.photos });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
  });

  it('says without a display what does the work that its window would, and starts nothing', async () => {
    const place = await cliFolderWithGoodPhoto();
    const env = { DISPLAY: '', WAYLAND_DISPLAY: '' };
    const run = await runCli(['good.jpg'], { home: place.home, cwd: place.photos, env });
    expect(run).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'There is no display for a window here; `candela enhance PHOTO` does the same work without one.\n',
    });
  });

  it.each([[['--help']], [['help']], [['enhance', '--help']], [['help', 'enhance']]])(
    'answers %j with the help',
    async (argv) => {
      const { code, stdout, stderr } = await runCli(argv, { home: tempFolder() });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain('Usage: candela');
      expect(stdout).toContain('Examples:');
    },
  );

  it('lists every variable of name templates in the help of enhance', async () => {
    const { stdout } = await runCli(['help', 'enhance'], { home: tempFolder() });
    for (const name of ['name', 'ext', 'folder', 'model', 'strength', 'format', 'date', 'time', 'number']) {
      expect(stdout).toMatch(new RegExp(`^  \\{${name}\\} +\\w`, 'm'));
    }
  });

  it('tells its version, that of package.json', async () => {
    const { version } = JSON.parse(
      await readFile(new URL('../../package.json', import.meta.url), 'utf8'),
    ) as { version: string };
    const { code, stdout } = await runCli(['--version'], { home: tempFolder() });
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${version}\n` });
  });
});

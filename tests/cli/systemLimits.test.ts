import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { png, putFiles } from '../support/oddPhotos';
import { cliFolderWithGoodPhoto } from '../support/cliFolder';

/** A shell that first takes a limit upon itself, or does another thing, and then becomes the program. */
const after = (act: string): { through: readonly string[] } => ({
  through: ['sh', '-c', `${act}; exec "$@"`, 'sh'],
});

describe.skipIf(process.platform !== 'linux')('candela enhance, where the system gives too little', () => {
  it.each([
    ['memory', 'ulimit -v 1300000', 'The system does not give Candela the memory that it needs.'],
    ['files', 'ulimit -n 22', 'The system lets Candela open no more files.'],
  ])('says so of %s in one sentence', async (_, limit, sentence) => {
    const { enhance } = await cliFolderWithGoodPhoto();
    const { code, stdout, stderr } = await enhance(['good.jpg'], after(limit));
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    const [first, second, ...rest] = stderr.trimEnd().split('\n');
    expect(first).toBe(sentence);
    expect(second).toMatch(/^ {2}Close other programs, or raise the limit .*\(`ulimit -[vn]`\)\.$/);
    expect(rest).toEqual([]);
  });

  it('says of a result that it would be larger than a file may be, and leaves nothing of it', async () => {
    const { photos, enhanceJson } = await cliFolderWithGoodPhoto();
    await putFiles(photos, { 'big.png': await png(400, 400) });
    await mkdir(join(photos, 'out'));
    const run = await enhanceJson(['big.png', '--out', 'out'], after('ulimit -f 20'));
    expect(run.code).toBe(1);
    expect(run.photos[0]?.error).toMatchObject({
      code: 'output.tooLarge',
      message: `${join(photos, 'out', 'big-candela.png')} would be larger than the system allows a file there to be.`,
    });
    expect(await readdir(join(photos, 'out'))).toEqual([]);
  });

  it('says that the folder is gone in which it was started', async () => {
    const { enhance } = await cliFolderWithGoodPhoto();
    const { code, stderr } = await enhance(['x.jpg'], after('mkdir gone; cd gone; rmdir ../gone'));
    expect(code).toBe(1);
    expect(stderr).toBe(
      'The folder in which Candela was started is no longer there.\n' +
        '  Change to a folder that exists, and start it again.\n',
    );
  });
});

import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../support/runBundled';
import { recordOf } from '../support/runCli';
import { jpeg, png, putFiles } from '../support/oddPhotos';
import { cliFolder, cliFolderWithGoodPhoto } from '../support/cliFolder';
import { tricky } from '../support/tricks';

let env: Record<string, string> = {};
beforeAll(async () => {
  env = { CANDELA_ENGINE_HOST: await bundle('trickyHostChild') };
});

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** The ids of a process's children. */
function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return text === '' ? [] : text.split(' ').map(Number);
}

/** A folder of photos that take a while. */
async function slowBatch() {
  const place = await cliFolder('blur');
  const big = await png(3000, 2000);
  // The last of so many wait however late a test is.
  const names = Array.from({ length: 12 }, (_, index) => `${index + 1}.png`);
  await putFiles(place.photos, Object.fromEntries(names.map((name) => [name, big])));
  await mkdir(join(place.photos, 'out'));
  return { ...place, out: join(place.photos, 'out') };
}

/** Resolves when the engine runs, with its process id. */
async function engineOf(child: ChildProcess): Promise<number> {
  const own = child.pid ?? 0;
  await expect.poll(() => childrenOf(own).length).toBe(1);
  return childrenOf(own)[0] ?? 0;
}

describe('candela enhance, whose engine dies', () => {
  it.each([
    ['abort', /^The engine stopped in the middle of its work \(signal SIGABRT/],
    [
      'exit',
      /^The engine stopped in the middle of its work \(exit status 70: libdecode: assertion failed\)\.$/,
    ],
  ] as const)('fails the photo that does it (%s) with a reason', async (trick, sentence) => {
    const { photos, good, enhanceJson } = await cliFolderWithGoodPhoto();
    await putFiles(photos, { 'bad.jpg': tricky(await jpeg(), trick) });
    const alone = await enhanceJson(['bad.jpg'], { env });
    expect(alone.code).toBe(1);
    expect(alone.photos).toMatchObject([{ status: 'failed', error: { code: 'engine.crashed' } }]);
    expect(alone.photos[0]?.error?.message).toMatch(sentence);
    const after = await enhanceJson([good], { env });
    expect(after.photos).toMatchObject([{ status: 'done' }]);
  });

  it.each([
    ['abort', 'engine.crashed', /signal SIGABRT/],
    ['hang', 'engine.stalled', /made no progress with .*bad\.jpg for 10 seconds\.$/],
    ['block', 'engine.stalled', /made no progress with .*bad\.jpg for 10 seconds\.$/],
  ] as const)('finishes the rest when one photo makes it %s', async (trick, code, sentence) => {
    const { photos, enhanceJson } = await cliFolder();
    const good = await jpeg();
    const names = ['a.jpg', 'b.jpg', 'd.jpg', 'e.jpg', 'f.jpg', 'g.jpg'];
    await putFiles(photos, Object.fromEntries(names.map((name) => [name, good])));
    await putFiles(photos, { 'bad.jpg': tricky(good, trick) });
    const run = await enhanceJson(['.'], { env: { ...env, CANDELA_STALL_MS: '10000' } });
    expect(run.code).toBe(1);
    expect(run.summary).toMatchObject({ done: 6, failed: 1, skipped: 0 });
    const failed = recordOf(run, join(photos, 'bad.jpg'));
    expect(failed.error).toMatchObject({ code, message: expect.stringMatching(sentence) as string });
    const results = (await readdir(join(photos, 'enhanced'))).filter((name) => !name.startsWith('.'));
    expect(results.sort()).toEqual(names.map((name) => name.replace('.jpg', '-candela.jpg')));
  });
});

describe('candela enhance, beside a program that uses a photo', () => {
  it('says so of that photo, and finishes the rest', async () => {
    const { photos, good, enhanceJson } = await cliFolderWithGoodPhoto();
    await putFiles(photos, { 'locked.jpg': await jpeg() });
    const run = await enhanceJson(['.'], { env });
    expect(run.summary).toMatchObject({ done: 1, failed: 1 });
    const locked = join(photos, 'locked.jpg');
    expect(recordOf(run, locked).error).toEqual({
      code: 'photo.unreadable',
      message: `${locked} could not be opened: another program uses it.`,
    });
    expect(recordOf(run, good).status).toBe('done');
  });
});

describe.skipIf(process.platform !== 'linux')('candela enhance and the process of its engine', () => {
  it('ends in order when a terminal interrupts all of its programs', async () => {
    const { out, enhance } = await slowBatch();
    const run = await enhance(['.', '--json', '--out', out], {
      through: ['setsid'],
      onStart: (child) => {
        child.stdout?.once('data', () => {
          process.kill(-(child.pid ?? 0), 'SIGINT');
        });
      },
    });
    expect(run.code).toBe(130);
    expect(run.stderr).toContain('Interrupted; nothing half-written is left.');
    expect(run.stdout.trimEnd().split('\n').at(-1)).toContain('"summary"');
    expect((await readdir(out)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('takes its engine along when it is killed', async () => {
    const { out, enhance } = await slowBatch();
    let engine = 0;
    await enhance(['.', '--out', out], {
      onStart: (child) => {
        child.stdout?.once('data', () => {
          [engine = 0] = childrenOf(child.pid ?? 0);
          child.kill('SIGKILL');
        });
      },
    });
    expect(engine).toBeGreaterThan(0);
    await expect.poll(() => isAlive(engine)).toBe(false);
  });

  it('leaves no temporary file of an engine that was killed', async () => {
    const { out, enhanceJson } = await slowBatch();
    const seen: string[] = [];
    const run = await enhanceJson(['1.png', '--out', out], {
      onStart: (child) => {
        void engineOf(child).then(async (engine) => {
          await expect
            .poll(async () => (await readdir(out)).filter((name) => name.endsWith('.part')), { interval: 5 })
            .toHaveLength(1);
          seen.push(...(await readdir(out)));
          process.kill(engine, 'SIGKILL');
        });
      },
    });
    expect(seen[0]).toMatch(/^\.candela-.*\.part$/);
    expect(run.photos).toMatchObject([{ status: 'failed', error: { code: 'engine.crashed' } }]);
    expect(await readdir(out)).toEqual([]);
  });
});

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cliFolder } from '../support/cliFolder';
import { contents, live, Watcher, type Death } from '../support/killedRuns';
import { jpeg, putFiles } from '../support/oddPhotos';

/** `npm run soak` kills more often. */
const kills = Number(process.env.CANDELA_KILLS ?? 50);
const photos = 60;

/** Half of the deaths come while the program starts, the others while photos are under way. */
function randomDeath(): Death {
  return Math.random() < 0.4
    ? { afterMs: Math.random() * 900 }
    : { afterPhotos: Math.random() < 0.7 ? 1 : 2, momentMs: Math.random() * 40 };
}

async function batch() {
  const { home } = await cliFolder();
  const from = join(home, 'in');
  await mkdir(from);
  const names = Array.from({ length: photos }, (_, index) => `${index + 1}.jpg`);
  await putFiles(
    from,
    Object.fromEntries(
      await Promise.all(names.map(async (name, index) => [name, await jpeg(40 + index, 30)] as const)),
    ),
  );
  return { home, from };
}

describe('candela enhance, killed at random moments', () => {
  it(
    `loses nothing and does nothing twice in ${kills} deaths`,
    { timeout: 60_000 + kills * 10_000 },
    async () => {
      const { home, from } = await batch();
      const options = [
        '--json',
        '--on-conflict',
        'skip',
        '--metadata',
        'none',
        '--model',
        'identity',
        '--provider',
        'cpu',
      ];
      const whole = await live({ home, argv: ['enhance', 'in', '--out', 'whole', ...options] });
      expect(whole.code).toBe(0);
      const [originals, expected] = [contents(from), contents(join(home, 'whole'))];
      let died = 0;
      for (let round = 0; died < kills; round += 1) {
        const name = `out${round}`;
        const out = join(home, name);
        await mkdir(out);
        const watcher = new Watcher(out);
        let isDone = false;
        const begin = ['enhance', 'in', '--out', name, ...options];
        let argv = begin;
        while (!isDone) {
          const end = await live(
            { home, argv },
            died < kills ? randomDeath() : undefined,
            Math.random() < 0.5,
          );
          isDone = end.signal === null;
          if (isDone) expect({ code: end.code, stderr: end.stderr }).toMatchObject({ code: 0 });
          else died += 1;
          for (const [file, hash] of Object.entries(contents(out)))
            expect({ file, hash }).toEqual({ file, hash: expected[file] });
          argv = ['enhance', 'in', '--out', name, ...options];
        }
        expect(contents(out)).toEqual(expected);
        for (const [file, hashes] of watcher.seen)
          expect({ file, hashes: [...hashes] }).toEqual({ file, hashes: [expected[file]] });
      }
      expect(contents(from)).toEqual(originals);
    },
  );
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { JournalHead, JournalLine } from '@contract';
import { cliFolder } from '../support/cliFolder';
import { contents, live, Watcher, type Death } from '../support/killedRuns';
import { jpeg, putFiles } from '../support/oddPhotos';

/** `npm run soak` kills more often. */
const kills = Number(process.env.CANDELA_KILLS ?? 50);
const photos = 60;

/** Some deaths come while the program starts, the others while photos are under way. */
function randomDeath(): Death {
  return Math.random() < 0.4
    ? { afterMs: Math.random() * 1200 }
    : { afterPhotos: Math.random() < 0.7 ? 1 : 2, momentMs: Math.random() * 40 };
}

/** Results without dates and ids, so that the same photo always gives the same bytes. */
const options = ['--model', 'identity', '--provider', 'cpu', '--metadata', 'none'];

async function batch() {
  const { home } = await cliFolder();
  const from = join(home, 'in');
  await mkdir(from);
  for (let index = 0; index < photos; index += 1)
    await putFiles(from, { [`${index + 1}.jpg`]: await jpeg(40 + index, 30) });
  const whole = await live({ home, argv: ['enhance', 'in', '--out', 'whole', ...options] });
  expect(whole.code).toBe(0);
  return { home, from, originals: contents(from), expected: contents(join(home, 'whole')) };
}

function journalOf(out: string): JournalLine[] {
  const text = readFileSync(join(out, '.candela', 'journal.jsonl'), 'utf8');
  const [head = '', ...lines] = text.trimEnd().split('\n');
  JournalHead.parse(JSON.parse(head));
  return lines.map((line) => JournalLine.parse(JSON.parse(line)));
}

type Batch = Awaited<ReturnType<typeof batch>>;

/** Kills a batch into one folder until it is finished, or has been killed often enough. @returns how often it was killed */
async function finishOver({ home, expected }: Batch, name: string, most: number): Promise<number> {
  const out = join(home, name);
  await mkdir(out);
  const watcher = new Watcher(out);
  const begin = ['enhance', 'in', '--out', name, '--json', ...options];
  for (let died = 0; ;) {
    const hasJournal = existsSync(join(out, '.candela', 'journal.jsonl'));
    const argv = hasJournal ? ['enhance', '--resume', name, '--json'] : begin;
    const end = await live({ home, argv }, died < most ? randomDeath() : undefined, Math.random() < 0.5);
    for (const [file, hash] of Object.entries(contents(out)))
      expect({ file, hash }).toEqual({ file, hash: expected[file] });
    if (end.signal !== null) {
      died += 1;
      continue;
    }
    expect({ code: end.code, stderr: end.stderr }).toMatchObject({ code: 0 });
    expect(contents(out)).toEqual(expected);
    for (const [file, hashes] of watcher.seen)
      expect({ file, hashes: [...hashes] }).toEqual({ file, hashes: [expected[file]] });
    expect(readdirSync(out).filter((file) => file.endsWith('.part'))).toEqual([]);
    return died;
  }
}

describe('candela enhance, killed at random moments', () => {
  it(
    `loses nothing and does nothing twice in ${kills} deaths`,
    { timeout: 120_000 + kills * 10_000 },
    async () => {
      const place = await batch();
      let died = 0;
      for (let round = 0; died < kills; round += 1) {
        const name = `out${round}`;
        died += await finishOver(place, name, kills - died);
        const done = journalOf(join(place.home, name)).filter(({ type }) => type === 'done');
        const inputs = done.map((line) => ('output' in line ? JSON.stringify(line.output) : ''));
        expect({ all: inputs.length, different: new Set(inputs).size }).toEqual({
          all: photos,
          different: photos,
        });
      }
      expect(contents(place.from)).toEqual(place.originals);
    },
  );
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { JournalHead, JournalLine } from '@contract';
import { cliFolder } from '../support/cliFolder';
import { contents, live, Watcher, type Death } from '../support/killedRuns';
import { jpeg, putFiles } from '../support/oddPhotos';
import { seededRandom } from '../support/random';

/** `npm run soak` kills more often. */
const kills = Number(process.env.CANDELA_KILLS ?? 50);
/** Decides the moments. How far a batch is by then depends on the machine. */
const seed = Number(process.env.CANDELA_SEED ?? Date.now() % 1e6);
const random = seededRandom(seed);
const photos = 60;

/** Some deaths come while the program starts, the others while photos are under way. */
function randomDeath(): Death {
  return random() < 0.4
    ? { afterMs: random() * 1200 }
    : { afterPhotos: random() < 0.7 ? 1 : 2, momentMs: random() * 40 };
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

/** A batch that was killed before its plan was written is started again, as Candela says. */
function hasBegun(out: string): boolean {
  if (!existsSync(join(out, '.candela', 'journal.jsonl'))) return false;
  const lines = readFileSync(join(out, '.candela', 'journal.jsonl'), 'utf8')
    .split('\n')
    .slice(1, -1);
  return lines.filter((line) => line.includes('"type":"photo"')).length >= photos;
}

type Batch = Awaited<ReturnType<typeof batch>>;

/** Kills a batch into one folder until it is finished, or has been killed often enough. @returns how often it was killed */
async function finishOver({ home, expected }: Batch, name: string, most: number): Promise<number> {
  const out = join(home, name);
  await mkdir(out);
  const watcher = new Watcher(out);
  const begin = ['enhance', 'in', '--out', name, '--json', ...options];
  for (let died = 0; ;) {
    const argv = hasBegun(out) ? ['enhance', '--resume', name, '--json'] : begin;
    const end = await live({ home, argv }, died < most ? randomDeath() : undefined, random() < 0.5);
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
    `loses nothing and does nothing twice in ${kills} deaths (CANDELA_SEED=${seed})`,
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

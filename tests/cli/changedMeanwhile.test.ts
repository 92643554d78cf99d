import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { JournalLine } from '@contract';
import { cliFolder } from '../support/cliFolder';
import { hashOf } from '../support/killedRuns';
import { itNeeding, rightsNeeded, withoutRights } from '../support/needs';
import { pixelsOf, png, putFiles, truncatedJpeg } from '../support/oddPhotos';
import { holdingEngine } from '../support/holding';
import { recordOf, runJson, type JsonRun, type RunOptions } from '../support/runCli';

/** The program starts five photos at once, in their order. The last ones of so many wait for their turn. */
const count = 30;

const nameOf = (index: number): string => `${String(index).padStart(2, '0')}.png`;

function linesOf(out: string): JournalLine[] {
  const [, ...lines] = readFileSync(join(out, '.candela', 'journal.jsonl'), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line) => JournalLine.parse(JSON.parse(line)));
}

type Batch = { run: JsonRun; out: string };

/** Runs a batch, and changes photos after it was planned and before their turn: the engine takes none until then. */
async function changedMeanwhile(change: (at: (index: number) => string) => void, more: Partial<RunOptions>) {
  const { home, photos, enhanceJson } = await cliFolder();
  const [from, out] = [join(home, 'in'), join(home, 'out')];
  await mkdir(from);
  const picture = await png(60, 50);
  await putFiles(from, Object.fromEntries(Array.from({ length: count }, (_, at) => [nameOf(at), picture])));
  const at = (index: number): string => join(from, nameOf(index));
  const engine = await holdingEngine(home);
  engine.hold();
  const run = await enhanceJson([from, '--out', out], {
    ...more,
    env: engine.env,
    onStart: (child) => {
      const timer = setInterval(() => {
        if (!engine.isHeld()) return;
        clearInterval(timer);
        change(at);
        engine.free();
      }, 5);
      child.on('close', () => {
        clearInterval(timer);
      });
    },
  });
  const resume = () => runJson(['enhance', '--resume', out], { home, cwd: photos, ...more });
  return { run, out, from, at, resume };
}

/** All photos but some were done, nothing half-written is left, and the journal says the same as the program. */
async function expectRest({ run, out }: Batch, failed: number): Promise<void> {
  expect(run.summary).toMatchObject({ done: count - failed, failed, skipped: 0 });
  expect(run.code).toBe(failed > 0 ? 1 : 0);
  const outcomes = linesOf(out).filter(({ type }) => type === 'done' || type === 'failed');
  expect(outcomes.filter(({ type }) => type === 'failed')).toHaveLength(failed);
  expect(outcomes).toHaveLength(count);
  const names = (await readdir(out)).filter((name) => name !== '.candela');
  expect(names.filter((name) => name.endsWith('.part'))).toEqual([]);
  expect(names).toHaveLength(count - failed);
}

describe.skipIf(process.platform === 'win32')('candela enhance, photos that change before their turn', () => {
  it('fails those that are gone, cut short or no photo any more, and does another photo as it is now', async () => {
    const [cut, other] = [await truncatedJpeg(), await png(70, 50)];
    const batch = await changedMeanwhile((at) => {
      rmSync(at(26));
      writeFileSync(at(27), cut);
      writeFileSync(at(28), 'a letter');
      writeFileSync(at(29), other);
    }, {});
    const { run, at, from } = batch;
    const errors = [26, 27, 28].map((index) => recordOf(run, at(index)).error);
    expect(errors).toEqual([
      { code: 'input.missing', message: `${at(26)} does not exist.` },
      { code: 'photo.damaged', message: `${at(27)} is damaged: the file ends too early.` },
      { code: 'photo.notAPhoto', message: `${at(28)} is not a photo: its content is text.` },
    ]);
    await expectRest(batch, 3);
    expect(await pixelsOf(recordOf(run, at(29)).output!)).toEqual(await pixelsOf(at(29)));
    expect(readFileSync(at(29)).equals(other)).toBe(true);
    const originals = (await readdir(from)).slice(0, 26).map((name) => hashOf(join(from, name)));
    expect(new Set(originals).size).toBe(1);
  });

  const unprivileged = withoutRights();
  // Another program's lock is a sharing violation on Windows (EBUSY in Node, which has its words in systemReasons.test.ts). Linux knows
  // no such lock. A file that may not be read from one moment to the next stands for it: its opening is refused in the same place.
  itNeeding(unprivileged !== undefined, rightsNeeded)(
    'fails a photo that another program takes for itself, with the reason, and does it when it is free',
    async () => {
      const batch = await changedMeanwhile(
        (at) => {
          chmodSync(at(29), 0);
        },
        { through: unprivileged ?? [] },
      );
      const locked = batch.at(29);
      expect(recordOf(batch.run, locked).error).toEqual({
        code: 'photo.unreadable',
        message: `${locked} could not be opened: you may not read it.`,
      });
      await expectRest(batch, 1);
      chmodSync(locked, 0o644);
      const again = await batch.resume();
      expect(again.summary).toMatchObject({ done: 1, failed: 0, skipped: count - 1 });
      expect(recordOf(again, locked).status).toBe('done');
    },
  );
});

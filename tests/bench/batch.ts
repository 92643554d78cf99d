/** @file Batches of 12 megapixel photos on the command line. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { frames, meanStages, stageKeys, stagesAlone } from './alone';
import { errorOfLeft, watched } from './watched';

const print = (line: string) => process.stdout.write(`${line}\n`);
const percent = (share: number) => `${(100 * share).toFixed(0)} %`;

export const batchHead = [
  '| model | photos of 12 MP | decode alone s | inference alone s | encode alone s | slowest stage s | batch s | slowest / batch | network at work | time left after a tenth, off by |',
  '|---|---|---|---|---|---|---|---|---|---|',
].join('\n');

/**
 * The real command with its journal, at a terminal. The stages alone are taken from a tenth of the photos before it and a tenth after
 * it, so that a slowdown of the machine affects both.
 */
export async function wholeBatch(
  place: { folder: string; env: NodeJS.ProcessEnv },
  { count, model }: { count: number; model: string },
): Promise<void> {
  const photos = await frames(place.folder, count);
  const some = (await readdir(photos)).slice(0, Math.max(3, Math.ceil(count / 10)));
  const part = some.map((name) => join(photos, name));
  const alone = () => stagesAlone(part, { model, out: join(place.folder, 'one'), env: place.env });
  const out = join(place.folder, 'many');
  const before = await alone();
  const run = await watched([photos, '--model', model, '--provider', 'cpu'], { env: place.env, out });
  const mean = meanStages([before, await alone()]);
  for (const each of [out, photos]) await rm(each, { recursive: true });
  const stages = stageKeys.map((key) => (mean[key] * count) / 1000);
  const slowest = Math.max(...stages);
  const error = errorOfLeft(run.said, { count, end: run.seconds });
  const row = [
    ...[model, count, ...[...stages, slowest, run.seconds].map((each) => each.toFixed(1))],
    percent(slowest / run.seconds),
    percent(run.inferenceSeconds / run.seconds),
    error === null ? '–' : percent(error),
  ];
  print(`| ${row.join(' | ')} |`);
}

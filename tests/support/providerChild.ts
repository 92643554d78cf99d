/**
 * @file A process of its own for one provider: graphics drivers are chosen by the environment that a process starts with.
 * Takes the folder of a model and the path of the verdicts; prints one JSON object.
 */
import { basename, dirname } from 'node:path';
import { CandelaError, type ProviderChoice } from '@contract';
import { openModel } from '../../src/engine/model/openModel';
import { greatestDifference } from '../../src/engine/model/proof';
import { findModel } from '../../src/engine/model/registry';
import { VerdictFile } from '../../src/engine/model/VerdictFile';

const [folder = '', verdictPath = '', choice = 'auto'] = process.argv.slice(2);
const { signal } = new AbortController();
const model = await findModel([dirname(folder)], basename(folder), { signal });
const context = { verdicts: new VerdictFile(verdictPath), signal };

try {
  const open = await openModel(model, choice as ProviderChoice, context);
  const cpu = await openModel(model, 'cpu', context);
  const difference = await greatestDifference(cpu, open);
  print({ provider: open.provider, difference, notices: open.notices.map(({ code }) => code) });
} catch (error) {
  if (!(error instanceof CandelaError)) throw error;
  print({ code: error.code, message: error.message });
}

function print(answer: object): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

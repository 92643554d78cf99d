import { defaultModel, type ModelRecord } from '@contract';
import type { ModelEntry } from '@engine';
import { exitCodes } from './defaults';
import type { BatchEngine } from './engineProcess';
import { jsonLine } from './jsonLine';
import type { Program } from './Program';
import { deviceLines, modelLines, words } from './text';

type Listing = { json: boolean };

/** `candela models`: lists all models, including those that cannot be used. Returns the exit code. */
export async function listModels(program: Program, { json }: Listing): Promise<number> {
  const entries = await withEngine(program, (engine) => engine.models({ signal: program.signal }));
  for (const record of entries.map(modelRecord)) {
    if (json) program.streams.answerRaw(jsonLine(record));
    else program.streams.answer(...modelLines(record));
  }
  program.streams.say(words.modelHint(program.folders.userModels));
  return exitCodes.done;
}

/** `candela devices`: tries every provider of this machine. Returns the exit code. */
export async function listDevices(program: Program, { json }: Listing): Promise<number> {
  const { signal } = program;
  for (const record of await withEngine(program, (engine) => engine.devices({ signal }))) {
    if (json) program.streams.answerRaw(jsonLine(record));
    else program.streams.answer(...deviceLines(record));
  }
  return exitCodes.done;
}

async function withEngine<Answer>(
  program: Program,
  ask: (engine: BatchEngine) => Promise<Answer>,
): Promise<Answer> {
  const { cache, models } = program.folders;
  const engine = program.startEngine({ cacheFolder: cache, modelFolders: models, version: program.version });
  try {
    return await ask(engine);
  } finally {
    await engine.dispose();
  }
}

function modelRecord(entry: ModelEntry): ModelRecord {
  const common = {
    type: 'model',
    id: entry.id,
    folder: entry.folder,
    default: entry.id === defaultModel,
  } as const;
  if ('error' in entry)
    return { ...common, error: { code: entry.error.code, message: entry.error.sentence } };
  const { name, version, summary, licence, usableCommercially, sha256, controls, cannot } = entry.card;
  return { ...common, name, version, summary, licence, usableCommercially, sha256, controls, cannot };
}

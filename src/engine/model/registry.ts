import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CandelaError,
  lpipsPlace,
  systemLack,
  systemReason,
  toCandelaError,
  type ModelCard,
} from '@contract';
import { isMissing } from '@disk';
import { parseCard } from './card';
import { sha256Of } from './hash';

/** A usable model: its card, and its network as a path or as bytes. */
export type Model = { id: string; folder: string; network: string | Uint8Array; card: ModelCard };

/** A model's folder, with its card or the card's error. */
export type ModelEntry =
  { id: string; folder: string; card: ModelCard } | { id: string; folder: string; error: CandelaError };

type Options = { signal: AbortSignal };

/**
 * All models in these folders, by id. A folder that does not exist counts as empty. When two models share an id, the one in the
 * first folder counts, so that nobody can replace a bundled network.
 */
export async function listModels(folders: readonly string[], { signal }: Options): Promise<ModelEntry[]> {
  const entries = new Map<string, ModelEntry>();
  for (const folder of folders) {
    for (const id of await modelIds(folder)) {
      signal.throwIfAborted();
      if (!entries.has(id)) entries.set(id, await readEntry(id, join(folder, id)));
    }
  }
  return [...entries.values()].sort((a, b) => a.id.localeCompare(b.id, 'en'));
}

/** Names of the subfolders that contain a card. */
async function modelIds(folder: string): Promise<string[]> {
  const subfolders = await namesIn(folder);
  // An unreadable folder still gets an entry, which says why.
  const held = await Promise.all(
    subfolders.map((name) => namesIn(join(folder, name)).catch(() => unreadableHolds(name))),
  );
  return subfolders.filter((_, i) => held[i]?.includes('card.json')).sort();
}

/** The folder of LPIPS is no model's. */
const unreadableHolds = (name: string): string[] => (name === lpipsPlace.folder ? [] : ['card.json']);

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function readEntry(id: string, folder: string): Promise<ModelEntry> {
  try {
    return { id, folder, card: parseCard(await readFile(join(folder, 'card.json'), 'utf8'), id) };
  } catch (error) {
    const unreadable = () =>
      new CandelaError('model.badCard', { model: id, reason: systemReason(error, 'read') }, { cause: error });
    const isKnown = error instanceof CandelaError || systemLack(error) !== undefined;
    return { id, folder, error: isKnown ? toCandelaError(error, id) : unreadable() };
  }
}

/**
 * The model with this id. Its file is checked against the card's checksum.
 * @throws CandelaError `model.unknown`, `model.badCard`, `model.missingFile`, `model.wrongHash`
 */
export async function findModel(folders: readonly string[], id: string, { signal }: Options): Promise<Model> {
  const entries = await listModels(folders, { signal });
  const entry = entries.find((candidate) => candidate.id === id);
  if (entry === undefined) {
    const known = entries.filter((candidate) => 'card' in candidate).map((candidate) => candidate.id);
    throw new CandelaError('model.unknown', { model: id, known: known.join(', ') || 'none' });
  }
  if ('error' in entry) throw entry.error;
  const path = join(entry.folder, entry.card.file);
  await checkHash(entry.card, path, { signal });
  return { ...entry, network: path };
}

async function checkHash(card: ModelCard, path: string, { signal }: Options): Promise<void> {
  let digest: string;
  try {
    digest = await sha256Of(path, { signal });
  } catch (cause) {
    signal.throwIfAborted();
    if (systemLack(cause) !== undefined) throw toCandelaError(cause, card.file);
    throw new CandelaError('model.missingFile', { model: card.id, file: card.file }, { cause });
  }
  if (digest !== card.sha256) throw new CandelaError('model.wrongHash', { model: card.id });
}

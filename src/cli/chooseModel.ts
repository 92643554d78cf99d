import { CandelaError } from '@contract';
import type { ModelEntry } from '@engine';
import { words } from './text';

/**
 * The requested model.
 * @throws CandelaError `model.unknown`, whose sentence lists the known ones.
 */
export function chooseModel(id: string, models: readonly ModelEntry[]): ModelEntry {
  const entry = models.find((model) => model.id === id);
  if (entry) return entry;
  const known = models.map((model) => model.id).join(', ');
  throw new CandelaError('model.unknown', { model: id, known: known === '' ? words.noModels : known });
}

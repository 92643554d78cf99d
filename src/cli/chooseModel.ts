import { CandelaError, type ModelCard } from '@contract';
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

/**
 * Checks values for a model's controls against its card.
 * @throws CandelaError `usage.invalid`, whose sentence lists the controls or the range.
 */
export function checkControls(card: ModelCard, values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values)) {
    const control = card.controls.find((candidate) => candidate.name === name);
    const known = card.controls.map((candidate) => candidate.name);
    if (!control) throw new CandelaError('usage.invalid', { reason: words.noControl(card.id, name, known) });
    if (value < control.min || value > control.max) {
      throw new CandelaError('usage.invalid', { reason: words.controlRange(name, control.min, control.max) });
    }
  }
}

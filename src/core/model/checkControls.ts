import { CandelaError, type ModelCard } from '@contract';

/**
 * Checks values for a model's controls against its card.
 * @throws CandelaError `usage.invalid`, whose sentence lists the controls or the range
 */
export function checkControls({ id, controls }: ModelCard, values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values)) {
    const control = controls.find((candidate) => candidate.name === name);
    if (control === undefined) {
      const known =
        controls.length > 0 ? `it has ${controls.map((spec) => spec.name).join(', ')}` : 'it has none';
      throw invalid(`Model ${id} has no control “${name}”; ${known}.`);
    }
    // Not a number is outside as well.
    if (!(control.min <= value && value <= control.max))
      throw invalid(`Control ${name} takes a number from ${control.min} to ${control.max}.`);
  }
}

const invalid = (reason: string): CandelaError => new CandelaError('usage.invalid', { reason });

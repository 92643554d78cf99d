import { CandelaError, type ModelCard, type TensorSpec } from '@contract';
import { endsFor } from './tensor';
import type { Session } from './runtime';

type Metadata = Session['inputMetadata'][number];

/**
 * Compares a network's declared inputs and outputs with its card.
 * @throws CandelaError `model.breaksCard`
 */
export function checkFit(session: Pick<Session, 'inputMetadata' | 'outputMetadata'>, card: ModelCard): void {
  const inputs = byName(session.inputMetadata);
  const outputs = byName(session.outputMetadata);
  const problem =
    [endsFor(card, 8), endsFor(card, 16)]
      .flatMap(({ input, output, thumbnail }) => [
        imageProblem(inputs.get(input.name), input, 'input'),
        imageProblem(outputs.get(output.name), output, 'output'),
        thumbnail === undefined
          ? undefined
          : imageProblem(inputs.get(thumbnail), { ...input, name: thumbnail }, 'input'),
      ])
      .find((found) => found !== undefined) ??
    card.controls
      .map(({ name }) => numberProblem(inputs.get(name), name, 'control'))
      .find((found) => found !== undefined) ??
    placeProblem(inputs, card) ??
    (card.step && numberProblem(inputs.get(card.step.name), card.step.name, 'input')) ??
    strangerAmong(inputs, card);
  if (problem !== undefined) throw new CandelaError('model.breaksCard', { model: card.id, reason: problem });
}

function byName(metadata: readonly Metadata[]): Map<string, Metadata> {
  return new Map(metadata.map((value) => [value.name, value]));
}

function imageProblem(
  value: Metadata | undefined,
  spec: TensorSpec,
  end: 'input' | 'output',
): string | undefined {
  const { name, type, layout } = spec;
  if (value === undefined) return `it has no ${end} called ${name}`;
  if (!value.isTensor) return `its ${end} ${name} is not a tensor`;
  if (value.type !== type) return `its ${end} ${name} is ${value.type}, not ${type}`;
  if (value.shape.length !== 4)
    return `its ${end} ${name} has ${String(value.shape.length)} dimensions, not 4`;
  const channels = value.shape[layout === 'NHWC' ? 3 : 1];
  // An output's shape may be undeclared. The first run shows it.
  if (typeof channels === 'number' && channels !== 3)
    return `its ${end} ${name} is not ${layout} with 3 channels`;
  return undefined;
}

function numberProblem(
  value: Metadata | undefined,
  name: string,
  end: 'control' | 'input',
): string | undefined {
  if (value === undefined) return `it has no input called ${name}`;
  if (!value.isTensor || value.type !== 'float32') return `its ${end} ${name} is not float32`;
  const [length] = value.shape;
  return value.shape.length === 1 && (length === 1 || typeof length === 'string')
    ? undefined
    : `its ${end} ${name} does not have the shape [1]`;
}

function placeProblem(inputs: ReadonlyMap<string, Metadata>, { place }: ModelCard): string | undefined {
  if (place === undefined) return undefined;
  const { name } = place;
  const value = inputs.get(name);
  if (value === undefined) return `it has no input called ${name}`;
  if (!value.isTensor || value.type !== 'float32') return `its input ${name} is not float32`;
  const [, shares] = value.shape;
  return value.shape.length === 2 && (shares === 4 || typeof shares === 'string')
    ? undefined
    : `its input ${name} does not have the shape [1, 4]`;
}

function strangerAmong(inputs: ReadonlyMap<string, Metadata>, card: ModelCard): string | undefined {
  const { input, input16, thumbnail, place, step, controls } = card;
  const named = new Set([
    input.name,
    input16?.name,
    thumbnail?.name,
    thumbnail?.name16,
    place?.name,
    step?.name,
    ...controls.map((c) => c.name),
  ]);
  const stranger = [...inputs.keys()].find((name) => !named.has(name));
  return stranger === undefined ? undefined : `it needs an input ${stranger} that the card does not name`;
}

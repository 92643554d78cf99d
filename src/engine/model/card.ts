import type { z } from 'zod';
import { CandelaError, ModelCard, type InputSpec } from '@contract';

/**
 * Parses the text of a card.json.
 * @param id the folder's name, which is the model's id
 * @throws CandelaError `model.badCard`
 */
export function parseCard(text: string, id: string): ModelCard {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw badCard(id, 'card.json is not valid JSON', cause);
  }
  const parsed = ModelCard.safeParse(content);
  if (!parsed.success) throw badCard(id, whatIsWrong(parsed.error), parsed.error);
  const contradiction = contradictionIn(parsed.data, id);
  if (contradiction !== undefined) throw badCard(id, contradiction);
  return parsed.data;
}

function badCard(model: string, reason: string, cause?: unknown): CandelaError {
  return new CandelaError('model.badCard', { model, reason }, { cause });
}

/** Only the first problem, because a person fixes one at a time. */
function whatIsWrong(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return 'it does not fit the schema';
  const place = issue.path.join('.');
  return place === '' ? issue.message : `${place}: ${issue.message}`;
}

function contradictionIn(card: ModelCard, id: string): string | undefined {
  if (card.id !== id) return `its id is ${card.id}, but its folder is called ${id}`;
  if ([card.input, card.input16].some((input) => input !== undefined && !fitsItsMultiple(input))) {
    return 'input.size is not a multiple of input.multipleOf';
  }
  const ranges = [card.input, card.output, card.input16, card.output16].map((end) => end?.range);
  if (ranges.some((range) => range !== undefined && range[0] >= range[1]))
    return 'a range does not go upwards';
  const control = card.controls.find(
    ({ min, max, neutral }) => !(min <= neutral && neutral <= max && min < max),
  );
  return control && `control ${control.name} has its neutral value outside of its limits`;
}

function fitsItsMultiple({ size, multipleOf }: InputSpec): boolean {
  return size === 'any' || (size.width % multipleOf === 0 && size.height % multipleOf === 0);
}

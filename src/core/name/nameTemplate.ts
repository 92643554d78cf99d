import { CandelaError } from '@contract';
import { captureVariables, type CaptureVariable } from './captureNames';
import { safeName, utf8Length } from './fileName';

function meaningOf(variable: CaptureVariable): string {
  const { meaning, missing } = captureVariables[variable];
  return `${meaning}; ${missing} where the photo does not say`;
}

/** Variables of a name template, each with its meaning. The help is made from this table. */
export const nameVariables = {
  name: 'name of the photo without its extension',
  ext: 'extension of the photo, without the dot',
  folder: 'name of the folder that the photo is in',
  model: 'id of the model',
  strength: 'strength in percent',
  format: 'format of the result',
  page: 'page of the photo that was taken, 1 where it has no pages',
  date: 'day of the run, as 2026-01-31',
  time: 'time of the run, as 235959',
  number: 'position of the photo in the batch, as 001',
  capturedate: meaningOf('capturedate'),
  capturetime: meaningOf('capturetime'),
  camera: meaningOf('camera'),
  lens: meaningOf('lens'),
  iso: meaningOf('iso'),
  shutter: meaningOf('shutter'),
  aperture: meaningOf('aperture'),
  sequence:
    'place of the photo in the order in which those of the batch were taken, as 001; undated ones come last',
} as const;

export type NameVariable = keyof typeof nameVariables;

export type NameValues = Readonly<Record<NameVariable, string>>;

/** A parsed template: plain text and variables in turn. */
export type NameTemplate = readonly (string | { readonly variable: NameVariable })[];

function isVariable(word: string): word is NameVariable {
  return Object.hasOwn(nameVariables, word);
}

function refuse(template: string, why: string): never {
  throw new CandelaError('usage.invalid', { reason: `The name template “${template}” ${why}.` });
}

function parsePart(part: string, template: string): NameTemplate[number] {
  if (!part.startsWith('{') || !part.endsWith('}')) {
    if (/[{}]/.test(part)) refuse(template, 'has a brace without its partner');
    return part;
  }
  const word = part.slice(1, -1);
  if (isVariable(word)) return { variable: word };
  const known = Object.keys(nameVariables).map((name) => `{${name}}`);
  return refuse(template, `knows no variable {${word}}; there are ${known.join(', ')}`);
}

/** Whether a template needs the camera's data, which costs a look into every photo. */
export function namesCapture(template: NameTemplate): boolean {
  return template.some(
    (part) =>
      typeof part !== 'string' &&
      (part.variable === 'sequence' || Object.hasOwn(captureVariables, part.variable)),
  );
}

/** Whether names tell a photo's place among all others, so that each depends on which others there are. */
export function namesPlace(template: NameTemplate): boolean {
  return template.some((part) => typeof part !== 'string' && ['number', 'sequence'].includes(part.variable));
}

/** Whether names tell of the look, so that another look gives another name. */
export function namesLook(template: NameTemplate): boolean {
  return template.some((part) => typeof part !== 'string' && ['model', 'strength'].includes(part.variable));
}

/**
 * Parses a name template, so that its mistakes are found before any photo is read.
 * @throws CandelaError `usage.invalid` for an unknown variable (the sentence lists the known ones), a lone brace, a slash, a
 *   control character, or an empty template.
 */
export function parseNameTemplate(template: string): NameTemplate {
  if (template.trim() === '') refuse(template, 'is empty');
  if (/[/\\]/.test(template)) refuse(template, 'holds a slash; choose a folder with --out');
  if (/\p{Cc}/u.test(template)) refuse(template.replace(/\p{Cc}/gu, '?'), 'holds a control character');
  return template
    .split(/(\{[^{}]*\})/)
    .filter((part) => part !== '')
    .map((part) => parsePart(part, template));
}

/**
 * A result's name without extension, which every system accepts. If it would be longer than `room` bytes of UTF-8, the photo's own
 * name is shortened at its end, so that the template's text stays. A name that is too long for other reasons is returned as it is.
 */
export function fillNameTemplate(template: NameTemplate, values: NameValues, room = Infinity): string {
  const fill = (name: string): string =>
    safeName(
      template.map((part) => (typeof part === 'string' ? part : { ...values, name }[part.variable])).join(''),
    );
  const whole = fill(values.name);
  if (utf8Length(whole) <= room) return whole;
  const characters = Array.from(values.name);
  while (characters.length > 1 && utf8Length(fill(characters.join(''))) > room) characters.pop();
  const cut = fill(characters.join(''));
  return utf8Length(cut) <= room ? cut : whole;
}

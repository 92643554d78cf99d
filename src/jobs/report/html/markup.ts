import { printable } from '@core';

/** HTML that is safe to be put into a page as it is. */
export class Markup {
  constructor(readonly text: string) {}
}

export type Part = string | number | Markup | readonly Markup[];

/** HTML with values in it. Texts are escaped; characters that control or disguise are made visible. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let text = strings[0] ?? '';
  for (const [index, part] of parts.entries()) text += markupOf(part) + (strings[index + 1] ?? '');
  return new Markup(text);
}

export const nothing = new Markup('');

function markupOf(part: Part): string {
  if (part instanceof Markup) return part.text;
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return part.map(({ text }) => text).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Text for an element or an attribute in quotes. */
export function escaped(text: string): string {
  return printable(text).replace(/[&<>"'`]/g, (character) => entities[character] ?? '');
}

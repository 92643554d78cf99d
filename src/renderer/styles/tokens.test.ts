import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const renderer = join(import.meta.dirname, '..');
const sheets = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.module.css'),
);

/** Declarations that state a colour, a size of type or a gap of their own. */
const raw = [/#[0-9a-f]{3,8}\b/i, /\b(?:rgb|hsl)a?\(/, /font-size:[^;]*\dpx/, /(?<![a-z])gap:[^;]*\dpx/];

describe('the style sheets of components', () => {
  it.each(sheets)('%s takes colours, type and gaps from the tokens', (name) => {
    const text = readFileSync(join(renderer, name), 'utf8').replace(/\/\*.*?\*\//gs, '');
    const found = text.split('\n').filter((line) => raw.some((pattern) => pattern.test(line)));
    expect(found).toEqual([]);
  });
});

describe('the surfaces', () => {
  it.each([
    ['dark', ['#141414', '#1b1b1b', '#232323', '#2d2d2d']],
    ['light', ['#d9d9d9', '#efefef', '#f7f7f7', '#e3e3e3']],
  ])('are the four greys of the %s design', (theme, greys) => {
    const tokens = readFileSync(join(renderer, 'styles', 'tokens.css'), 'utf8');
    const block = tokens.split(/(?=:root)/).find((part) => part.includes(`color-scheme: ${theme}`)) ?? '';
    const found = [...block.matchAll(/--surface-\d: (#[0-9a-f]{6})/g)].map(([, value]) => value);
    expect(found).toEqual(greys);
  });
});

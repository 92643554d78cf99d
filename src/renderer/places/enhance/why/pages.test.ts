import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ModelCard } from '@contract';
import { expect, it } from 'vitest';
import { allPages } from '../../../lessons/chapters';
import { fittingPage, fittingPages } from './pages';

const models = join(import.meta.dirname, '../../../../../models');
const cardOf = (id: string) =>
  ModelCard.parse(JSON.parse(readFileSync(join(models, id, 'card.json'), 'utf8')));
const idsFor = (id: string) => fittingPages(cardOf(id)).map((page) => page.id);

it('answers first with what the model decided, where its card names maps', () => {
  expect(idsFor('candela')[0]).toBe('decisions');
  expect(idsFor('cnn')).not.toContain('decisions');
  expect(idsFor('cnn')[0]).toBe('steps');
});

it('offers the inside of MIRNet for MIRNet alone', () => {
  expect(idsFor('mirnet')).toContain('mirnet');
  expect(idsFor('candela')).not.toContain('mirnet');
});

it('keeps the last page as long as it fits', () => {
  expect(fittingPage(cardOf('candela'), 'tiles').id).toBe('tiles');
  expect(fittingPage(cardOf('cnn'), 'mirnet').id).toBe('steps');
  expect(fittingPage(undefined, null).id).toBe('steps');
});

it('offers pages of Learn, so that each can be opened there', () => {
  for (const id of ['candela', 'cnn', 'mirnet'])
    expect(fittingPages(cardOf(id)).filter((page) => !allPages.includes(page))).toEqual([]);
});

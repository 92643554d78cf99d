import { describe, expect, it } from 'vitest';
import { choicesFor, mended, mostChoices, truthsOf, withoutPhotos } from './mends';
import { pairUp, withSets, type PictureSet } from './pairs';

const set = (name: string, names: string[]) => ({
  id: name,
  name,
  pictures: names.map((one) => ({ photo: `${name}/${one}`, name: one })),
});
const setsOf = (low: string[], high: string[]): [PictureSet, PictureSet] =>
  withSets([], [set('low', low), set('high', high)]) as [PictureSet, PictureSet];

function choices(
  [low, high]: [PictureSet, PictureSet],
  name: string,
  { filter = '', mends = {} }: { filter?: string; mends?: Record<string, string | null> } = {},
) {
  const { pairs } = pairUp([low, high], { by: 'name', mends });
  const picture = low.pictures.find((one) => one.name === name)!;
  return choicesFor({ picture, set: low, truths: high.pictures, truthOf: truthsOf(pairs), filter });
}

describe('choicesFor', () => {
  const sets = setsOf(['1.png', '2.png', 'night-9.png'], ['1.png', '2.png', '3.png', 'day-9.png']);

  it('has free truths first, the most alike before others, then those of other pictures', () => {
    const found = choices(sets, 'night-9.png').map(({ truth, by }) => [truth.name, by?.name ?? null]);
    expect(found).toEqual([
      ['day-9.png', null],
      ['3.png', null],
      ['1.png', '1.png'],
      ['2.png', '2.png'],
    ]);
  });

  it('begins with the truth that the picture has, whatever the filter says', () => {
    const names = choices(sets, '2.png', { filter: 'DAY' }).map(({ truth }) => truth.name);
    expect(names).toEqual(['2.png', 'day-9.png']);
  });

  it('stays short among thousands, and a filter finds the rest', () => {
    const many = Array.from({ length: 5000 }, (_, at) => `t${at}.png`);
    const large = setsOf(['t4321-a_b.png', 'x.png'], many);
    expect(choices(large, 'x.png')).toHaveLength(mostChoices);
    expect(choices(large, 'x.png', { filter: 't4999' }).map(({ truth }) => truth.name)).toEqual([
      't4999.png',
    ]);
  });
});

describe('mended', () => {
  const [low] = setsOf(['1.png', '2.png'], ['1.png']);

  it('takes a truth from the picture of the same set that was given it, and from no other', () => {
    const before = { 'low/1.png': 'high/1.png', 'theirs/1.png': 'high/1.png' };
    expect(mended(before, low, { photo: 'low/2.png', truth: 'high/1.png' })).toEqual({
      'theirs/1.png': 'high/1.png',
      'low/2.png': 'high/1.png',
    });
  });

  it('lets several pictures have no partner', () => {
    const before = { 'low/1.png': null };
    expect(mended(before, low, { photo: 'low/2.png', truth: null })).toEqual({
      'low/1.png': null,
      'low/2.png': null,
    });
  });
});

it('forgets pictures and truths that are gone', () => {
  const mends = { a: 't', b: 'gone', gone: 't', c: null };
  expect(withoutPhotos(mends, ['gone'])).toEqual({ a: 't', c: null });
});

import { describe, expect, it } from 'vitest';
import { pairNames, type PairRule } from './pairNames';

function named(pictures: string[], truths: string[], rule: PairRule): { pairs: string[]; alone: string[] } {
  const { pairs, lonelyPictures, lonelyTruths } = pairNames(pictures, truths, rule);
  return {
    pairs: pairs.map(({ picture, truth }) => `${pictures[picture]!} ${truths[truth]!}`),
    alone: [...lonelyPictures.map((at) => pictures[at]!), ...lonelyTruths.map((at) => truths[at]!)],
  };
}

describe('pairNames', () => {
  it('by name takes any extension, any case, and names with something behind them', () => {
    const found = named(
      ['12.webp', 'A.JPG', '7-candela.png', 'lonely.png'],
      ['12.avif', 'a.png', '7.avif', '71.avif'],
      { by: 'name' },
    );
    expect(found.pairs).toEqual(['12.webp 12.avif', 'A.JPG a.png', '7-candela.png 7.avif']);
    expect(found.alone).toEqual(['lonely.png', '71.avif']);
  });

  it('by name takes the longest name that fits', () => {
    const { pairs } = named(['img-1-candela.png', 'img-candela.png'], ['img.png', 'img-1.png'], {
      by: 'name',
    });
    expect(pairs).toEqual(['img-1-candela.png img-1.png', 'img-candela.png img.png']);
  });

  it('leaves alone what is ambiguous', () => {
    const twice = named(['1.png', '1.jpg'], ['1.png'], { by: 'name' });
    expect(twice).toEqual({ pairs: [], alone: ['1.png', '1.jpg', '1.png'] });
    const truths = named(['1.png'], ['1.png', '1.jpg'], { by: 'name' });
    expect(truths.pairs).toEqual([]);
  });

  it('by order pairs one with one, and leaves the rest', () => {
    const found = named(['a', 'b', 'c'], ['x', 'y'], { by: 'order' });
    expect(found).toEqual({ pairs: ['a x', 'b y'], alone: ['c'] });
  });

  it('by a table pairs what it says', () => {
    const rows = [
      { picture: 'b.png', truth: 'x.png' },
      { picture: 'gone.png', truth: 'y.png' },
    ];
    const found = named(['a.png', 'b.png'], ['x.png', 'y.png'], { by: 'table', rows });
    expect(found).toEqual({ pairs: ['b.png x.png'], alone: ['a.png', 'y.png'] });
  });

  it('by a pattern pairs what both share', () => {
    const rule = { by: 'pattern', picture: 'low{}', truth: 'normal{}' } as const;
    const found = named(['low00690.png', 'low2.png', 'x.png'], ['normal00690.png', 'normal3.png'], rule);
    expect(found).toEqual({
      pairs: ['low00690.png normal00690.png'],
      alone: ['low2.png', 'x.png', 'normal3.png'],
    });
  });
});

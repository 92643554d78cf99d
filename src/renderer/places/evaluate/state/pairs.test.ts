import { describe, expect, it } from 'vitest';
import { pairUp, setsOf, withRole, withSets, type PictureSet } from './pairs';

function set(name: string, pictures: readonly string[]): Omit<PictureSet, 'role'> {
  return { id: name, name, pictures: pictures.map((one) => ({ photo: `${name}/${one}`, name: one })) };
}

function rolesOf(...names: string[]): string[] {
  return withSets(
    [],
    names.map((name) => set(name, ['a.png'])),
  ).map(({ role }) => role);
}

describe('withSets', () => {
  it.each([
    [
      ['high', 'low'],
      ['truth', 'low'],
    ],
    [
      ['eval', 'gt'],
      ['low', 'truth'],
    ],
    [
      ['low', 'theirs', 'normal'],
      ['low', 'result', 'truth'],
    ],
    [
      ['one', 'two', 'three'],
      ['low', 'truth', 'result'],
    ],
    [
      ['samples', 'truth'],
      ['low', 'truth'],
    ],
  ])('knows what %j are', (names, roles) => {
    expect(rolesOf(...names)).toEqual(roles);
  });

  it('leaves roles alone that are taken', () => {
    const known = withSets([], [set('low', ['a.png']), set('high', ['a.png'])]);
    expect(withSets(known, [set('highlow', ['a.png'])]).map(({ role }) => role)).toEqual([
      'low',
      'truth',
      'result',
    ]);
  });
});

it('changes places with the set that had the role', () => {
  const sets = withSets([], [set('low', ['a.png']), set('high', ['a.png'])]);
  expect(withRole(sets, 'high', 'low').map(({ role }) => role)).toEqual(['truth', 'low']);
});

it('takes each picture once', () => {
  const entry = { photo: '1', name: 'a.png', set: { id: 's', name: 'low' } };
  const sets = withSets([], setsOf([entry, entry], []));
  expect(sets.map(({ pictures }) => pictures.length)).toEqual([1]);
  expect(setsOf([entry], sets)).toEqual([]);
});

describe('pairUp', () => {
  const sets = withSets(
    [],
    [
      set('low', ['1.png', '2.png', '9.png']),
      set('high', ['1.png', '2.png', '3.png']),
      set('theirs', ['2-x.png']),
    ],
  );
  const names = (mends: Record<string, string | null> = {}) => {
    const { pairs, lonely } = pairUp(sets, { by: 'name', mends });
    return {
      pairs: pairs.map(({ name, low, results }) => [name, low, results.theirs ?? null]),
      lonely: lonely.map(({ photo }) => photo),
    };
  };

  it('goes by names, and lists what has no partner', () => {
    expect(names()).toEqual({
      pairs: [
        ['1', 'low/1.png', null],
        ['2', 'low/2.png', 'theirs/2-x.png'],
      ],
      lonely: ['low/9.png', 'high/3.png'],
    });
  });

  it('does what a person decided', () => {
    expect(names({ 'low/9.png': 'high/3.png', 'low/1.png': null })).toEqual({
      pairs: [
        ['2', 'low/2.png', 'theirs/2-x.png'],
        ['3', 'low/9.png', null],
      ],
      lonely: ['low/1.png', 'high/1.png'],
    });
  });

  it('gives a truth to one picture alone', () => {
    expect(names({ 'low/9.png': 'high/1.png' }).pairs[0]).toEqual(['1', 'low/9.png', null]);
    expect(names({ 'low/9.png': 'high/1.png' }).lonely).toEqual(['low/1.png', 'high/3.png']);
  });

  it('leaves out a decision while its truth is none', () => {
    expect(names({ 'low/1.png': 'theirs/2-x.png' })).toEqual(names());
  });

  it('takes two single files for a pair, whatever they are called', () => {
    const two = withSets([], [set('IMG_1.png', ['IMG_1.png']), set('IMG_7.png', ['IMG_7.png'])]);
    expect(pairUp(two, { by: 'name', mends: {} }).pairs).toHaveLength(1);
  });
});

import { ExportChoices } from '@contract';
import { describe, expect, it } from 'vitest';
import { changeChoices, parseLongEdge } from './exportFields';
import { startingModel } from './models';
import { themeOf } from './preferences';
import { pushToast } from './toasts';

describe('pushToast', () => {
  it('lets the oldest go beyond four, but never a save that runs', () => {
    const saving = {
      kind: 'saving',
      message: 'Saving a.jpg…',
      progress: null,
      cancel: () => undefined,
    } as const;
    const first = pushToast({ list: [], last: 0 }, saving);
    const full = ['1', '2', '3', '4'].reduce(
      (state, message) => pushToast(state, { kind: 'note', message }),
      first,
    );
    expect(full.list.map(({ id }) => id)).toEqual([1, 3, 4, 5]);
  });
});

describe('themeOf', () => {
  it('follows the system only when asked to', () => {
    expect([themeOf('system', true), themeOf('system', false), themeOf('dark', true)]).toEqual([
      'light',
      'dark',
      'dark',
    ]);
  });
});

describe('startingModel', () => {
  const error = { code: 'model.unknown' as const, message: '', action: '' };

  it('takes none that cannot be used', () => {
    expect(startingModel([{ id: 'broken', isDefault: true, error }], 'broken')).toBe('');
  });
});

describe('changeChoices', () => {
  const choices = ExportChoices.parse({ format: 'jpeg', quality: 80 });

  it('drops what the new format cannot hold', () => {
    expect(changeChoices(choices, { format: 'png' })).not.toHaveProperty('quality');
    expect(changeChoices({ ...choices, bitDepth: 16 }, { format: 'webp' })).not.toHaveProperty('bitDepth');
  });

  it('takes a value out again', () => {
    expect(changeChoices(choices, { quality: undefined })).not.toHaveProperty('quality');
  });
});

describe('parseLongEdge', () => {
  it.each([
    ['2048', 2048],
    [' 16 ', 16],
    ['15', null],
    ['1.5', null],
    ['abc', null],
    ['99999', null],
  ])('reads %s as %s', (typed, edge) => {
    expect(parseLongEdge(typed)).toBe(edge);
  });
});

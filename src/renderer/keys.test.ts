import { describe, expect, it } from 'vitest';
import { keyParts, keyRows, rowOf } from './keys';

const bare = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

describe('rowOf', () => {
  it.each([
    [{ key: 'o' }, 'open'],
    [{ key: 'o', ctrlKey: true }, 'open'],
    [{ key: 's', ctrlKey: true }, 'save'],
    [{ key: 'z' }, 'zoomToggle'],
    [{ key: 'z', ctrlKey: true }, 'undo'],
    [{ key: 'Z', ctrlKey: true, shiftKey: true }, 'redo'],
    [{ key: 'c', ctrlKey: true }, 'copyPicture'],
    [{ key: 'C', ctrlKey: true, shiftKey: true }, 'copyCommand'],
    [{ key: '?', shiftKey: true }, 'keys'],
    [{ key: '+', shiftKey: true }, 'zoomIn'],
    [{ key: '+', ctrlKey: true, shiftKey: true }, 'zoomIn'],
    [{ key: '\\' }, 'original'],
    [{ key: '[', altKey: true }, undefined],
    [{ key: 'o', metaKey: true }, undefined],
    [{ key: 'x' }, undefined],
  ])('finds what %o does', (press, command) => {
    expect(rowOf({ ...bare, ...press }, false)?.command).toBe(command);
  });

  it('takes Cmd for Ctrl on a Mac', () => {
    expect(rowOf({ ...bare, key: 'z', metaKey: true }, true)?.command).toBe('undo');
    expect(rowOf({ ...bare, key: 'z', ctrlKey: true }, true)).toBeNull();
  });
});

describe('keyRows', () => {
  it('gives no combination twice', () => {
    const all = keyRows.flatMap(({ keys }) => keys);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('keyParts', () => {
  it('writes keys as they are printed on the keyboard', () => {
    expect(keyParts('Mod+Shift+Z', false)).toEqual(['Ctrl', 'Shift', 'Z']);
    expect(keyParts('Mod++', true)).toEqual(['⌘', '+']);
    expect(keyParts('-', false)).toEqual(['−']);
  });
});

import { describe, expect, it } from 'vitest';
import { isSelectAll, keyParts, keyRows, rowOf } from './keys';

const bare = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, code: '', isAltGraph: false };

describe('rowOf', () => {
  it.each([
    [{ key: 'o' }, 'open'],
    [{ key: 'o', ctrlKey: true }, 'open'],
    [{ key: 's', ctrlKey: true }, 'save'],
    [{ key: 'z' }, 'zoomToggle'],
    [{ key: 'z', ctrlKey: true }, 'undo'],
    [{ key: 'Z', ctrlKey: true, shiftKey: true }, 'redo'],
    [{ key: 'c', ctrlKey: true }, 'copyPicture'],
    [{ key: 'C', ctrlKey: true, shiftKey: true }, 'copySettings'],
    [{ key: 'ArrowRight', code: 'ArrowRight' }, 'nextPhoto'],
    [{ key: 'ArrowRight', code: 'ArrowRight', shiftKey: true }, 'selectNext'],
    [{ key: 'ArrowRight', code: 'ArrowRight', ctrlKey: true }, undefined],
    [{ key: '3', code: 'Digit3', altKey: true }, 'rate3'],
    [{ key: '£', code: 'Digit3', altKey: true }, 'rate3'],
    [{ key: 'ArrowUp', code: 'ArrowUp', altKey: true }, 'startEarlier'],
    [{ key: 'End', code: 'End', altKey: true }, 'startLast'],
    [{ key: 'ArrowUp', code: 'ArrowUp' }, undefined],
    [{ key: '³', code: 'Digit3', altKey: true, ctrlKey: true, isAltGraph: true }, undefined],
    [{ key: '?', shiftKey: true }, 'keys'],
    [{ key: '+', shiftKey: true }, 'zoomIn'],
    [{ key: '+', ctrlKey: true, shiftKey: true }, 'zoomIn'],
    [{ key: '\\' }, 'original'],
    [{ key: '[', altKey: true }, undefined],
    [{ key: 'o', metaKey: true }, undefined],
    [{ key: 'y' }, undefined],
  ])('finds what %o does', (press, command) => {
    expect(rowOf({ ...bare, ...press }, false)?.command).toBe(command);
  });

  it('takes signs that AltGr types, and on a Mac Option', () => {
    const onWindows = { ...bare, ctrlKey: true, altKey: true, isAltGraph: true };
    expect(rowOf({ ...onWindows, key: '\\', code: 'Minus' }, false)?.command).toBe('original');
    expect(rowOf({ ...bare, isAltGraph: true, key: ']', code: 'Digit9' }, false)?.command).toBe('nextPhoto');
    expect(rowOf({ ...bare, altKey: true, key: '[', code: 'Digit5' }, true)?.command).toBe('previousPhoto');
    expect(rowOf({ ...onWindows, key: 's', code: 'KeyS' }, false)).toBeNull();
  });

  it.each([
    [{ key: 'ы', code: 'KeyS' }, 'save'],
    [{ key: 'я', code: 'KeyZ', ctrlKey: true }, 'undo'],
    [{ key: 'Я', code: 'KeyZ', ctrlKey: true, shiftKey: true }, 'redo'],
    [{ key: 'х', code: 'BracketLeft' }, 'previousPhoto'],
    [{ key: '۲', code: 'Digit2' }, 'viewSide'],
    [{ key: 'ö', code: 'Semicolon' }, undefined],
    [{ key: 'a', code: 'KeyQ' }, undefined],
  ])('goes by the place of the key where another script is typed: %o', (press, command) => {
    expect(rowOf({ ...bare, ...press }, false)?.command).toBe(command);
  });

  it('takes Cmd for Ctrl on a Mac', () => {
    expect(rowOf({ ...bare, key: 'z', metaKey: true }, true)?.command).toBe('undo');
    expect(rowOf({ ...bare, key: 'z', ctrlKey: true }, true)).toBeNull();
  });
});

describe('keyRows', () => {
  it('gives no combination twice', () => {
    const own = ['batch', 'learn', 'evaluate'];
    const ofPlace = (place: string) =>
      keyRows
        .filter(({ group }) => (own.includes(group) ? group : 'others') === place)
        .flatMap(({ keys }) => keys);
    for (const all of [...own, 'others'].map(ofPlace)) expect(new Set(all).size).toBe(all.length);
  });
});

describe('keyParts', () => {
  it('writes keys as they are printed on the keyboard', () => {
    expect(keyParts('Mod+Shift+Z', false)).toEqual(['Ctrl', 'Shift', 'Z']);
    expect(keyParts('Mod++', true)).toEqual(['⌘', '+']);
    expect(keyParts('-', false)).toEqual(['−']);
  });
});

describe('isSelectAll', () => {
  it.each([
    [{ key: 'a', ctrlKey: true }, false, true],
    [{ key: 'ф', code: 'KeyA', ctrlKey: true }, false, true],
    [{ key: 'a', metaKey: true }, true, true],
    [{ key: 'a', ctrlKey: true }, true, false],
    [{ key: 'a' }, false, false],
    [{ key: 'A', ctrlKey: true, shiftKey: true }, false, false],
  ])('of %o, on a Mac: %s', (press, onMac, expected) => {
    expect(isSelectAll({ ...bare, ...press }, onMac)).toBe(expected);
  });
});

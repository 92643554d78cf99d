import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { readArguments } from './readArguments';

const cwd = resolve('/photos');
const development = { isPackaged: false, cwd };

it('tells photos from links, and both from switches and the app’s own folder', () => {
  const link = 'candela://learn/neuron';
  const argv = ['electron', '--no-sandbox', '/app', 'a.jpg', link, '', 'CANDELA://learn/x', 'file:///b.jpg'];
  expect(readArguments(argv, development)).toEqual({
    photos: [resolve(cwd, 'a.jpg'), resolve('/b.jpg')],
    links: [link, 'CANDELA://learn/x'],
  });
});

it('knows no app’s folder in a packaged program', () => {
  expect(readArguments(['candela', 'a.jpg'], { isPackaged: true, cwd })).toEqual({
    photos: [resolve(cwd, 'a.jpg')],
    links: [],
  });
});

it('takes a photo in a folder called candela for a photo', () => {
  expect(readArguments(['candela', 'candela/a.jpg'], { isPackaged: true, cwd }).links).toEqual([]);
});

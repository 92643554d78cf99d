import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findWindow, type WindowPlaces } from './openWindow';

let folder: string;
let places: WindowPlaces;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candela-window-'));
  const here = (name: string): string => join(folder, name);
  places = { archive: here('app.asar'), program: here('candela'), script: here('start.mjs') };
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('findWindow', () => {
  it('finds the app of its own package, which needs a switch to start as root', () => {
    writeFileSync(places.archive, '');
    expect(findWindow(places, false)).toEqual([places.program]);
    expect(findWindow(places, true)).toEqual([places.program, '--no-sandbox']);
  });

  it('finds the script of a checkout, and takes no folder of that name for the app', () => {
    mkdirSync(places.program);
    writeFileSync(places.script, '');
    expect(findWindow(places, true)).toEqual([process.execPath, places.script]);
  });

  it('finds nothing where only the command line is', () => {
    expect(findWindow(places, false)).toBeNull();
  });
});

import { Preferences, toWire, type Bridge } from '@contract';
import { beforeEach, describe, expect, it } from 'vitest';
import { standInBridge } from '../../../tests/support/standInBridge';
import { preferences } from '../state/preferences';
import { toasts } from '../state/toasts';
import { changePreferences } from './preferences';

/** A main process that stores valid preferences and refuses the rest. */
function bridgeHolding(start: Preferences): Bridge {
  let held = start;
  return standInBridge((name, input) => {
    const parsed = Preferences.safeParse({ ...held, ...(name === 'preferences.change' ? input : {}) });
    if (!parsed.success)
      return Promise.resolve({ ok: false, error: toWire(new Error('it is too long'), 'the message') });
    held = parsed.data;
    return Promise.resolve({ ok: true, value: held as never });
  });
}

const start = Preferences.parse({});
const preset = presetNamed('mine');

function presetNamed(name: string): Preferences['presets'][number] {
  const finish = { brightness: 0, highlights: 0, colour: 0 };
  return { version: 1, name, strength: 1, controls: {}, finish };
}

describe('changePreferences', () => {
  beforeEach(() => {
    globalThis.candela = bridgeHolding(start);
    preferences.setState(start, true);
    toasts.setState({ list: [] });
  });

  it('keeps what the main process keeps', async () => {
    changePreferences({ presets: [preset], theme: 'light' });
    expect(preferences.getState()).toMatchObject({ presets: [preset], theme: 'light' });
    await expect.poll(() => toasts.getState().list).toEqual([]);
  });

  it('puts back what was refused, says so, and goes on with later changes', async () => {
    changePreferences({ view: 'side' });
    changePreferences({ presets: [presetNamed('n'.repeat(70))] });
    changePreferences({ theme: 'light' });
    await expect.poll(() => toasts.getState().list).toHaveLength(1);
    expect(toasts.getState().list[0]).toMatchObject({ kind: 'error' });
    expect(preferences.getState()).toMatchObject({ presets: [], theme: 'light', view: 'side' });
    changePreferences({ presets: [preset] });
    await Promise.resolve();
    expect(preferences.getState().presets).toEqual([preset]);
  });
});

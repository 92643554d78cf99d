import { isDeepStrictEqual } from 'node:util';
import type { Settings } from '@contract';

/** Whether two settings make the same file of a photo. What happens to a taken name, and how names come about, does not matter. */
export function sameWork(one: Settings, other: Settings): boolean {
  return isDeepStrictEqual(work(one), work(other));
}

/** As a journal keeps them: what is undefined is absent. */
function work({ output, ...settings }: Settings): unknown {
  const file = { ...output, onConflict: null, nameTemplate: null };
  return JSON.parse(JSON.stringify({ ...settings, output: file }));
}

/** Settings of a frame of a series, with the brightness that was asked for in place of the frame's own. */
export function asAskedFor(settings: Settings, asked: Settings): Settings {
  return { ...settings, finish: { ...settings.finish, brightness: asked.finish.brightness } };
}

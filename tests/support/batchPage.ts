import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import type { BatchPhoto, BatchState, CallInput } from '@contract';
import type { TestRouter } from './router';

export const look = {
  inference: { model: 'cnn', controls: {}, provider: 'auto' as const },
  mix: { strength: 0.5, finish: {} },
};
type Wish = CallInput<'batch.start'>;

/** What the page of a test says and hears of the batch. @param router gives the present one */
export function batchPage(router: () => TestRouter) {
  async function open(...names: string[]): Promise<string[]> {
    router().person.answers = router().put(...names);
    return (await router().call('photos.open', {})).map(({ photo }) => photo);
  }

  const wishFor = (photos: readonly string[], more: Partial<Wish> = {}): Wish => ({
    ...{ looks: [look], photos: photos.map((photo) => ({ photo, look: 0 })), choices: {}, batch: {} },
    ...more,
  });

  /** What the page knows after the events so far. */
  function told(): { photos: Map<string, BatchPhoto>; order: string[]; last: Omit<BatchState, 'photos'> } {
    const photos = new Map<string, BatchPhoto>();
    let order: string[] = [];
    let last: Omit<BatchState, 'photos'> = { status: 'idle', activeMs: 0, watching: null };
    for (const event of router().events) {
      if (event.kind !== 'batch') continue;
      for (const photo of event.gone) photos.delete(photo);
      for (const photo of event.changed) photos.set(photo.photo, photo);
      order = event.order ?? [...photos.keys()];
      last = event;
    }
    return { photos, order, last };
  }

  const states = (photos: readonly string[]) => photos.map((photo) => told().photos.get(photo)?.state);
  const ended = () =>
    vi.waitFor(
      () => {
        expect(told().last.status).toBe('finished');
      },
      { timeout: 10_000 },
    );
  const until = (photos: readonly string[], ...wanted: string[]) =>
    vi.waitFor(
      () => {
        expect(states(photos)).toEqual(wanted);
      },
      { timeout: 10_000 },
    );
  const results = (folder: string) =>
    readdirSync(join(router().home, folder))
      .filter((name) => !name.startsWith('.'))
      .sort();

  return { open, wish: wishFor, told, states, ended, until, results };
}

import { describe, expect, it } from 'vitest';
import type { AppEvent } from '@contract';
import { deferred, type CallContext } from '@transport';
import { CallRouter } from './CallRouter';

function routerWith(handler: (context: CallContext) => Promise<unknown>) {
  const events: AppEvent[] = [];
  const answer = (_: unknown, context: CallContext) => handler(context);
  const router = new CallRouter({ 'save.write': answer, 'photos.draft': answer }, (event) => {
    events.push(event);
  });
  return { router, events };
}

describe('CallRouter', () => {
  it('finishes a save whose page is gone, unheard, and cancels everything else', async () => {
    const finish = deferred();
    const { router, events } = routerWith(async ({ signal, onProgress }) => {
      await Promise.race([finish.promise, new Promise((resolve) => (signal.onabort = resolve))]);
      onProgress({ stage: 'encode', done: 1, total: 1 });
      signal.throwIfAborted();
      return 'written';
    });
    const save = router.answer({ name: 'save.write', input: {}, id: 'page-1' });
    const draft = router.answer({ name: 'photos.draft', input: {}, id: 'page-2' });
    router.leavePage();
    expect(await draft).toEqual({ ok: false, aborted: true });
    expect(router.isSaving).toBe(true);
    // The next page counts from one again.
    const next = router.answer({ name: 'photos.draft', input: {}, id: 'page-1' });
    const saved = router.saved();
    finish.resolve();
    expect(await save).toEqual({ ok: true, value: 'written' });
    expect(await next).toEqual({ ok: true, value: 'written' });
    expect(await saved).toBe(true);
    expect(router.isSaving).toBe(false);
    expect(events).toHaveLength(1);
  });

  it('says that a save did not come to its end', async () => {
    const { router } = routerWith(({ signal }) => {
      return new Promise((_, reject) => {
        signal.onabort = () => {
          reject(new DOMException('cancelled', 'AbortError'));
        };
      });
    });
    const save = router.answer({ name: 'save.write', input: {}, id: 'page-1' });
    const saved = router.saved();
    router.cancelSaves();
    expect(await saved).toBe(false);
    expect(await save).toEqual({ ok: false, aborted: true });
  });
});

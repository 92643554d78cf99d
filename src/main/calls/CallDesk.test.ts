import { describe, expect, it } from 'vitest';
import type { AppEvent } from '@contract';
import { deferred, type CallContext } from '@transport';
import { CallDesk } from './CallDesk';

function deskWith(handler: (context: CallContext) => Promise<unknown>) {
  const events: AppEvent[] = [];
  const answer = (_: unknown, context: CallContext) => handler(context);
  const desk = new CallDesk({ 'save.write': answer, 'photos.draft': answer }, (event) => {
    events.push(event);
  });
  return { desk, events };
}

describe('CallDesk', () => {
  it('finishes a save whose page is gone, unheard, and cancels everything else', async () => {
    const finish = deferred();
    const { desk, events } = deskWith(async ({ signal, onProgress }) => {
      await Promise.race([finish.promise, new Promise((resolve) => (signal.onabort = resolve))]);
      onProgress({ stage: 'encode', done: 1, total: 1 });
      signal.throwIfAborted();
      return 'written';
    });
    const save = desk.answer({ name: 'save.write', input: {}, id: 'page-1' });
    const draft = desk.answer({ name: 'photos.draft', input: {}, id: 'page-2' });
    desk.leavePage();
    expect(await draft).toEqual({ ok: false, aborted: true });
    expect(desk.isSaving).toBe(true);
    // The page that comes next counts from one again.
    const next = desk.answer({ name: 'photos.draft', input: {}, id: 'page-1' });
    const saved = desk.saved();
    finish.resolve();
    expect(await save).toEqual({ ok: true, value: 'written' });
    expect(await next).toEqual({ ok: true, value: 'written' });
    expect(await saved).toBe(true);
    expect(desk.isSaving).toBe(false);
    expect(events).toHaveLength(1);
  });

  it('says that a save did not come to its end', async () => {
    const { desk } = deskWith(({ signal }) => {
      return new Promise((_, reject) => {
        signal.onabort = () => {
          reject(new DOMException('cancelled', 'AbortError'));
        };
      });
    });
    const save = desk.answer({ name: 'save.write', input: {}, id: 'page-1' });
    const saved = desk.saved();
    desk.cancelSaves();
    expect(await saved).toBe(false);
    expect(await save).toEqual({ ok: false, aborted: true });
  });
});

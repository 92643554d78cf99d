import { describe, expect, it } from 'vitest';
import { engineCalls, HostReply } from '@contract';
import type { BoundCall } from '@transport';
import { EngineHost } from './EngineHost';

/** A host that answers every call in the same way. Replies are parsed as the main process parses them. */
function hostWith(work: BoundCall) {
  const replies: HostReply[] = [];
  let stops = 0;
  const calls = Object.fromEntries(Object.keys(engineCalls).map((name) => [name, work]));
  const host = new EngineHost(calls, {
    send: (reply) => replies.push(HostReply.parse(reply)),
    onStop: () => (stops += 1),
  });
  const call = (id: string, name = 'photo.inspect', input: unknown = {}) => {
    host.receive({ kind: 'call', id, name, input });
  };
  const kinds = () =>
    replies.map((reply) => {
      if (reply.kind !== 'answer') return reply.kind;
      const { id, answer } = reply;
      return `${id} ${answer.ok ? 'value' : 'error' in answer ? answer.error.code : 'aborted'}`;
    });
  return { host, call, replies, kinds, stops: () => stops };
}

/** Ends only when it is aborted. */
const endless: BoundCall = (_, { signal }) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('EngineHost', () => {
  it('tells how far a call is, and its value', async () => {
    const { call, replies } = hostWith((input, { onProgress }) => {
      onProgress('half');
      return Promise.resolve(input);
    });
    call('main-1', 'models.list', { of: 'all' });
    await settled();
    expect(replies).toEqual([
      { kind: 'progress', id: 'main-1', progress: 'half' },
      { kind: 'answer', id: 'main-1', answer: { ok: true, value: { of: 'all' } } },
    ]);
  });

  it('aborts a call that is cancelled, and that one alone', async () => {
    const { host, call, kinds } = hostWith(endless);
    call('a');
    call('b');
    host.receive({ kind: 'cancel', id: 'a' });
    host.receive({ kind: 'cancel', id: 'z' });
    await settled();
    expect(kinds()).toEqual(['a aborted']);
  });

  it('answers what is no request where it can, and passes over the rest', async () => {
    const { host, kinds } = hostWith(() => Promise.resolve({}));
    host.receive(undefined);
    host.receive({ kind: 'dance' });
    host.receive({ kind: 'call', id: 'a', name: 5, input: {} });
    host.receive({ kind: 'call', id: 5, name: 'models.list', input: {} });
    await settled();
    expect(kinds()).toEqual(['a usage.refusedMessage']);
  });

  it('aborts everything and stops when told', async () => {
    const { host, call, kinds, stops } = hostWith(endless);
    call('a');
    call('b');
    host.receive({ kind: 'stop' });
    await settled();
    expect(kinds()).toEqual(['a aborted', 'b aborted']);
    expect(stops()).toBe(1);
  });

  it('answers every call once when the process fails', async () => {
    const { host, call, kinds } = hostWith(endless);
    call('a');
    call('b');
    host.failAll(new Error('out of memory'));
    host.abortAll();
    await settled();
    expect(kinds()).toEqual(['a system.noMemory', 'b system.noMemory']);
  });
});

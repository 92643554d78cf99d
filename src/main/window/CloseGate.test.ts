import { describe, expect, it } from 'vitest';
import { deferred } from '@transport';
import { CloseGate } from './CloseGate';

type Answer = 'wait' | 'discard';

function gateWith(isSaving: boolean) {
  const answer = deferred<Answer>();
  const saved = deferred<boolean>();
  const did: string[] = [];
  const gate = new CloseGate({
    saves: {
      isSaving,
      saved: () => saved.promise,
      cancelSaves: () => {
        did.push('cancelled');
      },
    },
    ask: () => {
      did.push('asked');
      return answer.promise;
    },
    close: () => {
      did.push('closed');
    },
    stay: () => {
      did.push('stayed');
    },
  });
  return { gate, answer, saved, did };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('CloseGate', () => {
  it('lets a window go that saves nothing', () => {
    const { gate, did } = gateWith(false);
    expect(gate.mayClose()).toBe(true);
    expect(did).toEqual([]);
  });

  it('asks once, waits for the photo, and closes then', async () => {
    const { gate, answer, saved, did } = gateWith(true);
    expect([gate.mayClose(), gate.mayClose()]).toEqual([false, false]);
    answer.resolve('wait');
    await turn();
    expect(did).toEqual(['asked']);
    saved.resolve(true);
    await turn();
    expect(did).toEqual(['asked', 'closed']);
    expect(gate.mayClose()).toBe(true);
  });

  it('gives the photo up where that is the answer', async () => {
    const { gate, answer, did } = gateWith(true);
    gate.mayClose();
    answer.resolve('discard');
    await turn();
    expect(did).toEqual(['asked', 'cancelled', 'closed']);
  });

  it('leaves the window open when the save failed, since it says so there', async () => {
    const { gate, answer, saved, did } = gateWith(true);
    gate.mayClose();
    answer.resolve('wait');
    saved.resolve(false);
    await turn();
    expect(did).toEqual(['asked', 'stayed']);
    expect(gate.mayClose()).toBe(false);
  });
});

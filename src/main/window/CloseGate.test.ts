import { describe, expect, it } from 'vitest';
import { deferred } from '@transport';
import { CloseGate } from './CloseGate';

type Answer = 'wait' | 'stop';

function gateWith(isSaving: boolean) {
  const answers = [deferred<Answer>(), deferred<Answer>()];
  const saved = deferred<boolean>();
  const did: string[] = [];
  const note = (what: string) => () => {
    did.push(what);
  };
  const saves = { isSaving, saved: () => saved.promise, cancelSaves: note('stopped') };
  const end = (isSaved: boolean): void => {
    saves.isSaving = false;
    saved.resolve(isSaved);
  };
  let asked = 0;
  const gate = new CloseGate({
    saves,
    ask: ({ signal }) => {
      did.push('asked');
      signal.addEventListener('abort', note('question closed'));
      asked += 1;
      return answers[asked - 1]!.promise;
    },
    close: note('closed'),
    stay: note('stayed'),
  });
  return { gate, answers, end, did };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('CloseGate', () => {
  it('lets a window go that saves nothing', () => {
    const { gate, did } = gateWith(false);
    expect(gate.mayClose()).toBe(true);
    expect(did).toEqual([]);
  });

  it('asks once, waits for the photo, and closes then', async () => {
    const { gate, answers, end, did } = gateWith(true);
    expect([gate.mayClose(), gate.mayClose()]).toEqual([false, false]);
    answers[0]!.resolve('wait');
    await turn();
    expect(did).toEqual(['asked', 'question closed']);
    end(true);
    await turn();
    expect(did).toEqual(['asked', 'question closed', 'closed']);
    expect(gate.mayClose()).toBe(true);
  });

  it('withdraws the question when the save ends before it is answered, and closes', async () => {
    const { gate, answers, end, did } = gateWith(true);
    gate.mayClose();
    end(true);
    await turn();
    expect(did).toEqual(['asked', 'question closed', 'closed']);
    // What a withdrawn question answers stops nothing.
    answers[0]!.resolve('stop');
    await turn();
    expect(did).toEqual(['asked', 'question closed', 'closed']);
  });

  it('withdraws the question when the save fails, and stays, since that is told in the window', async () => {
    const { gate, end, did } = gateWith(true);
    gate.mayClose();
    end(false);
    await turn();
    expect(did).toEqual(['asked', 'question closed', 'stayed']);
  });

  it('stops the save where that is the answer', async () => {
    const { gate, answers, did } = gateWith(true);
    gate.mayClose();
    answers[0]!.resolve('stop');
    await turn();
    expect(did).toEqual(['asked', 'question closed', 'stopped', 'closed']);
  });

  it('asks again when the window is closed once more, and closes once', async () => {
    const { gate, answers, end, did } = gateWith(true);
    gate.mayClose();
    answers[0]!.resolve('wait');
    await turn();
    gate.mayClose();
    answers[1]!.resolve('stop');
    await turn();
    end(false);
    await turn();
    expect(did.filter((what) => what !== 'question closed')).toEqual(['asked', 'asked', 'stopped', 'closed']);
  });

  it('leaves the window open when the save failed, since it says so there', async () => {
    const { gate, answers, end, did } = gateWith(true);
    gate.mayClose();
    answers[0]!.resolve('wait');
    await turn();
    end(false);
    await turn();
    expect(did).toEqual(['asked', 'question closed', 'stayed']);
  });
});

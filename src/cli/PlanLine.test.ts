import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PlanLine } from './PlanLine';
import { Streams } from './Streams';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  vi.stubEnv('TERM', 'xterm');
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

const clear = '\r\u001b[K';

/** A planning line on a terminal, and what it has written since it was asked last. */
function lineOn({ isTTY }: { isTTY: boolean }) {
  const words = Object.assign(new PassThrough(), { isTTY });
  const line = new PlanLine(new Streams(new PassThrough(), words));
  const written = (): string => String(words.read() ?? '');
  return { line, written };
}

describe('the planning line', () => {
  it('appears only after half a second, is written anew ten times a second at most, and goes', () => {
    const { line, written } = lineOn({ isTTY: true });
    line.show({ stage: 'find', done: 0, total: 0 });
    vi.advanceTimersByTime(499);
    line.show({ stage: 'look', done: 1, total: 9 });
    expect(written()).toBe('');
    vi.advanceTimersByTime(1);
    line.show({ stage: 'look', done: 2, total: 9 });
    expect(written()).toBe(`${clear}Looking into the files: 2 of 9`);
    vi.advanceTimersByTime(99);
    line.show({ stage: 'look', done: 3, total: 9 });
    expect(written()).toBe('');
    vi.advanceTimersByTime(1);
    line.show({ stage: 'match', done: 4, total: 9 });
    expect(written()).toBe(`${clear}Making series equally bright: 4 of 9`);
    line.end();
    expect(written()).toBe(clear);
    line.end();
    expect(written()).toBe('');
  });

  it('says that it looks for photos as long as their number is not known', () => {
    const { line, written } = lineOn({ isTTY: true });
    vi.advanceTimersByTime(500);
    line.show({ stage: 'find', done: 0, total: 0 });
    expect(written()).toBe(`${clear}Looking for photos …`);
  });

  it('clears nothing that it has not written', () => {
    const { line, written } = lineOn({ isTTY: true });
    line.end();
    expect(written()).toBe('');
  });

  it.each([
    [false, 'xterm'],
    [true, 'dumb'],
  ])('is silent where nobody would see it (a terminal: %s, %s)', (isTTY, term) => {
    vi.stubEnv('TERM', term);
    const { line, written } = lineOn({ isTTY });
    vi.advanceTimersByTime(1000);
    line.show({ stage: 'look', done: 2, total: 9 });
    line.end();
    expect(written()).toBe('');
  });
});

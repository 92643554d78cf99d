import { beforeEach, describe, expect, it } from 'vitest';
import { hold, letGo } from './handles';

const closed: unknown[] = [];

beforeEach(() => {
  closed.length = 0;
  globalThis.candela = {
    call: (_name, input) => {
      closed.push(input);
      return new Promise(() => undefined);
    },
    cancel: () => undefined,
    openFiles: () => new Promise(() => undefined),
    onEvent: () => () => undefined,
  };
});

describe('letGo', () => {
  it('closes a photo when the last holder lets go, and not before', () => {
    hold('a', 'enhance');
    hold('a', 'batch');
    letGo('a', 'enhance');
    expect(closed).toEqual([]);
    letGo('a', 'batch');
    expect(closed).toEqual([{ photo: 'a' }]);
  });

  it('counts a holder once', () => {
    hold('a', 'enhance');
    hold('a', 'enhance');
    letGo('a', 'enhance');
    expect(closed).toEqual([{ photo: 'a' }]);
  });

  it('closes what nobody held', () => {
    letGo('a', 'truth of b');
    expect(closed).toEqual([{ photo: 'a' }]);
  });
});

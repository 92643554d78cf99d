import { beforeEach, describe, expect, it } from 'vitest';
import { standInBridge } from '../../../tests/support/standInBridge';
import { hold, letGo } from './handles';

const photo = 'a'.repeat(32);
const closed: unknown[] = [];

beforeEach(() => {
  closed.length = 0;
  globalThis.candela = standInBridge((_name, input) => {
    closed.push(input);
    return new Promise(() => undefined);
  });
});

describe('letGo', () => {
  it('closes a photo when the last holder lets go, and not before', () => {
    hold(photo, 'enhance');
    hold(photo, 'batch');
    letGo([photo], 'enhance');
    expect(closed).toEqual([]);
    letGo([photo], 'batch');
    expect(closed).toEqual([{ photos: [photo] }]);
  });

  it('counts a holder once', () => {
    hold(photo, 'enhance');
    hold(photo, 'enhance');
    letGo([photo], 'enhance');
    expect(closed).toEqual([{ photos: [photo] }]);
  });

  it('closes what nobody held', () => {
    letGo([photo], 'truth of b');
    expect(closed).toEqual([{ photos: [photo] }]);
  });
});

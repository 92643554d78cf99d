import { beforeEach, describe, expect, it } from 'vitest';
import { answers } from '../state/answers';
import { keepRate, rateMeter, secondsFor } from './rates';

const inference = { model: 'candela', provider: 'auto', controls: {} } as const;
const size = { width: 6000, height: 4000 };

function meter(megapixels: number) {
  let time = 0;
  const take = rateMeter(megapixels, () => time);
  return (done: number, total: number, at: number) => {
    time = at;
    return take({ stage: 'inference', done, total });
  };
}

describe('rateMeter', () => {
  it('leaves out the time before the first tile, in which the model is loaded', () => {
    const take = meter(8);
    expect(take(1, 8, 5000)).toBeNull();
    expect(take(2, 8, 5250)).toBeNull();
    expect(take(5, 8, 6000)).toBeCloseTo(4);
  });

  it('tells nothing of two tiles, or of tiles that come at once', () => {
    const few = meter(1);
    few(1, 2, 0);
    expect(few(2, 2, 900)).toBeNull();
    const quick = meter(1);
    quick(1, 9, 0);
    expect(quick(9, 9, 20)).toBeNull();
  });
});

describe('secondsFor', () => {
  beforeEach(() => {
    answers.setState({ rates: {} });
  });

  it('is unknown before a run, and then the time of this photo at full size', () => {
    expect(secondsFor(answers.getState().rates, inference, size)).toBeNull();
    keepRate(inference, 4, false);
    expect(secondsFor(answers.getState().rates, inference, size)).toBeCloseTo(6);
    expect(secondsFor(answers.getState().rates, { ...inference, model: 'mirnet' }, size)).toBeNull();
  });

  it('believes a full-size run more than a draft', () => {
    keepRate(inference, 3, true);
    keepRate(inference, 0.6, false);
    expect(secondsFor(answers.getState().rates, inference, size)).toBeCloseTo(8);
  });
});

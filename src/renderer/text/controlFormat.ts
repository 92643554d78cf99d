import type { LookControl } from '../state/look';
import type { SliderRange } from '../ui/sliderMath';
import { percent, signed } from './format';

export type ControlFormat = {
  readonly range: SliderRange;
  readonly format: (value: number) => string;
  /** Factor from the typed number to the value. */
  readonly typedScale: number;
};

/** Steps, display and entry of a control's values: per cent, EV to a tenth, or points from −100 to 100. */
export function controlFormat({ min, max, neutral, unit, neutralWord }: LookControl): ControlFormat {
  if (unit === 'percent')
    return { range: { min, max, neutral, step: 0.01 }, format: percent, typedScale: 0.01 };
  if (unit === 'ev')
    return {
      range: { min, max, neutral, step: 0.05 },
      format: (value) =>
        `${signed(value, Math.abs(value * 10 - Math.round(value * 10)) < 1e-6 ? 1 : 2, true)} EV`,
      typedScale: 1,
    };
  // A point is a share of the distance from neutral to the farther end, so all models' controls read alike.
  const reach = Math.max(max - neutral, neutral - min);
  return {
    range: { min, max, neutral, step: reach / 100 },
    format: (value) => {
      const points = signed(((value - neutral) / reach) * 100);
      return points === '0' && neutralWord !== undefined ? neutralWord : points;
    },
    typedScale: reach / 100,
  };
}

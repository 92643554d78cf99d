import { Slider } from '../../ui/Slider';
import { shown } from './number';

export type RateSliderProps = {
  label: string;
  /** Power of ten. */
  power: number;
  range: readonly [number, number];
  onChange: (power: number) => void;
};

/** A learning rate. The slider moves by powers of ten, and shows the rate itself. */
export function RateSlider({ label, power, range: [min, max], onChange }: RateSliderProps) {
  return (
    <Slider
      label={label}
      entryLabel={`${label}, power of ten`}
      range={{ min, max, neutral: min, step: 0.05 }}
      value={power}
      format={(value) => shown(10 ** value, value < -2 ? 4 : 3)}
      onChange={onChange}
    />
  );
}

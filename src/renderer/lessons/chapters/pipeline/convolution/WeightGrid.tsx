import { useState, type KeyboardEvent } from 'react';
import { parseTyped } from '../../../../ui/sliderMath';
import { shown } from '../../../figure/number';
import css from './Figure.module.css';

export type WeightGridProps = {
  side: number;
  weights: readonly number[];
  onChange: (weights: number[]) => void;
};

const most = 99;

/** The kernel's weights. Each is typed, or changed by the arrow keys: a tenth, with Shift one. */
export function WeightGrid({ side, weights, onChange }: WeightGridProps) {
  return (
    <div
      className={css['weights']}
      role="group"
      aria-label="Weights of the kernel"
      style={{ gridTemplateColumns: `repeat(${side}, minmax(0, 1fr))` }}
    >
      {weights.map((weight, at) => (
        <Weight
          key={at}
          label={`Weight in row ${Math.floor(at / side) + 1}, column ${(at % side) + 1}`}
          value={weight}
          onChange={(value) => {
            onChange(weights.map((one, index) => (index === at ? value : one)));
          }}
        />
      ))}
    </div>
  );
}

type WeightProps = { label: string; value: number; onChange: (value: number) => void };

function Weight({ label, value, onChange }: WeightProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const set = (next: number): void => {
    const within = Math.min(most, Math.max(-most, Number(next.toFixed(6))));
    setTyped(null);
    if (within !== value) onChange(within);
  };
  const finish = (): void => {
    set((typed === null ? null : parseTyped(typed)) ?? value);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') finish();
    if (event.key === 'Escape') setTyped(null);
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    set(value + direction * (event.shiftKey ? 1 : 0.1));
  };
  return (
    <input
      className={css['weight']}
      aria-label={label}
      inputMode="decimal"
      spellCheck={false}
      value={typed ?? shown(value, 2)}
      onChange={(event) => {
        setTyped(event.target.value);
      }}
      onFocus={(event) => {
        event.target.select();
      }}
      onBlur={finish}
      onKeyDown={onKeyDown}
    />
  );
}

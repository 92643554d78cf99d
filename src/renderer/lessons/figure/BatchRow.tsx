import { Segmented } from '../../ui/Segmented';
import css from './BatchRow.module.css';
import { SeedButton } from './SeedButton';

export type BatchRowProps<T extends string> = {
  options: readonly { readonly value: T; readonly label: string }[];
  /** What is chosen: how many pixels a step looks at, and the seed that draws them. */
  batch: T;
  seed: number;
  onChange: (patch: { batch: T } | { seed: number }) => void;
};

/** How many pixels a step looks at, and other draws of them. */
export function BatchRow<T extends string>({ options, batch, seed, onChange }: BatchRowProps<T>) {
  return (
    <div className={css['row']}>
      <Segmented
        label="Pixels a step looks at"
        options={options}
        value={batch}
        onChange={(next) => {
          onChange({ batch: next });
        }}
      />
      <SeedButton
        seed={seed}
        onChange={(next) => {
          onChange({ seed: next });
        }}
      >
        Other draws
      </SeedButton>
    </div>
  );
}

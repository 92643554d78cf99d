import { ToggleGroup } from 'radix-ui';
import css from './Segmented.module.css';

export type SegmentedProps<T extends string> = {
  label: string;
  options: readonly { value: T; label: string; isDisabled?: boolean }[];
  value: T | null;
  onChange: (value: T) => void;
};

/** A choice of one among a few options, side by side. */
export function Segmented<T extends string>({ label, options, value, onChange }: SegmentedProps<T>) {
  const choose = (next: string): void => {
    const option = options.find((candidate) => candidate.value === next);
    if (option !== undefined) onChange(option.value);
  };
  return (
    <ToggleGroup.Root
      type="single"
      className={css['group']}
      aria-label={label}
      value={value ?? ''}
      onValueChange={choose}
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          className={css['item']}
          value={option.value}
          disabled={option.isDisabled ?? false}
        >
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}

import css from './ProgressLine.module.css';

export type ProgressLineProps = {
  label: string;
  /** 0–1, or null while progress is unknown. */
  value: number | null;
};

/** A thin line of progress. */
export function ProgressLine({ label, value }: ProgressLineProps) {
  const percent = value === null ? undefined : Math.round(value * 100);
  return (
    <div
      className={css['line']}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <div
        className={css['fill']}
        data-open={value === null}
        style={value === null ? {} : { inlineSize: `${value * 100}%` }}
      />
    </div>
  );
}

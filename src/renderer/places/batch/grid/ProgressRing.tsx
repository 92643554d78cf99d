import { percent } from '../../../text/format';
import css from './ProgressRing.module.css';

const radius = 23;
const length = 2 * Math.PI * radius;

/** A ring that fills, with the share in it. The caption tells the same to screen readers. */
export function ProgressRing({ value }: { value: number | null }) {
  return (
    <span className={css['ring']} aria-hidden="true">
      <svg width={52} height={52} viewBox="0 0 52 52">
        <circle className={css['track']} cx="26" cy="26" r={radius} />
        <circle
          className={css['arc']}
          cx="26"
          cy="26"
          r={radius}
          strokeDasharray={length}
          strokeDashoffset={length * (1 - (value ?? 0))}
        />
      </svg>
      <span className={css['share']}>{value === null ? '…' : percent(value)}</span>
    </span>
  );
}

import css from './Ring.module.css';

/** A spinner that shows work in progress. */
export function Ring({ size = 16 }: { size?: number }) {
  return (
    <svg className={css['ring']} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <circle className={css['track']} cx="8" cy="8" r="6" />
      <circle className={css['arc']} cx="8" cy="8" r="6" />
    </svg>
  );
}

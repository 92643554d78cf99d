import type { WireError } from '@contract';
import css from './Trouble.module.css';

/** Why a network cannot be shown, or what of it is not. */
export function Trouble({ error, notices = [] }: { error: WireError | null; notices?: readonly string[] }) {
  if (error === null && notices.length === 0) return null;
  return (
    <div className={css['trouble']} role="status">
      {error !== null && (
        <p>
          {error.message} {error.action}
        </p>
      )}
      {notices.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}

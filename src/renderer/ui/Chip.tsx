import type { ReactNode } from 'react';
import css from './Chip.module.css';

export type ChipProps = {
  /** Left out where the chip does something and is not on or off. */
  isPressed?: boolean;
  /** What is said instead of the children, where these are only a picture. */
  label?: string;
  title?: string | undefined;
  onClick: () => void;
  children: ReactNode;
};

/** A small round button that is on or off, among others of its kind. */
export function Chip({ isPressed, label, title, onClick, children }: ChipProps) {
  return (
    <button
      type="button"
      className={css['chip']}
      aria-pressed={isPressed}
      aria-label={label}
      title={title}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

/** Chips beside each other. */
export function Chips({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={css['chips']} role="group" aria-label={label}>
      {children}
    </div>
  );
}

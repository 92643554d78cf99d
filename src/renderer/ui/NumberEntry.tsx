import { useEffect, useRef, useState } from 'react';
import css from './Slider.module.css';

export type NumberEntryProps = {
  label: string;
  start: string;
  placeholder: string;
  /** Receives the typed text, or null if the entry was cancelled. */
  onDone: (typed: string | null) => void;
};

/** The text entry for a slider's value. Enter accepts, Escape cancels. */
export function NumberEntry({ label, start, placeholder, onDone }: NumberEntryProps) {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(start);
  // Enter takes the entry away, and that takes the focus from it.
  const isDone = useRef(false);
  const done = (text: string | null): void => {
    if (isDone.current) return;
    isDone.current = true;
    onDone(text);
  };
  useEffect(() => {
    input.current?.focus();
  }, []);
  return (
    <input
      ref={input}
      className={css['entry']}
      aria-label={label}
      inputMode="decimal"
      value={typed}
      placeholder={placeholder}
      onChange={(event) => {
        setTyped(event.target.value);
      }}
      onBlur={() => {
        done(typed);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') done(typed);
        if (event.key !== 'Escape') return;
        // What stands around the slider stays open.
        event.preventDefault();
        done(null);
      }}
    />
  );
}

import { useState, type Ref } from 'react';
import css from './fields.module.css';

export type TextFieldProps = {
  label: string;
  value: string;
  /** Called on blur or Enter, and with `isLive` on every key. */
  onCommit: (value: string) => void;
  isLive?: boolean;
  isNumber?: boolean;
  isDisabled?: boolean;
  /** Maximum number of characters. */
  most?: number;
  /** Takes the initial focus in its dialog. */
  isFirst?: boolean;
  ref?: Ref<HTMLInputElement>;
};

/** A line of text. Changes are reported on blur or Enter, unless the field is live. */
export function TextField({
  label,
  value,
  onCommit,
  isLive,
  isNumber,
  isDisabled,
  most,
  isFirst,
  ref,
}: TextFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const commit = (): void => {
    if (draft !== null && draft !== value) onCommit(draft);
    setDraft(null);
  };
  return (
    <input
      ref={ref}
      className={css['text']}
      aria-label={label}
      inputMode={isNumber === true ? 'numeric' : 'text'}
      data-number={isNumber}
      spellCheck={false}
      data-first={isFirst}
      disabled={isDisabled}
      maxLength={most}
      value={draft ?? value}
      onChange={(event) => {
        setDraft(event.target.value);
        if (isLive === true) onCommit(event.target.value);
      }}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
      }}
    />
  );
}

import { text } from '../text/en';
import { Button } from './Button';
import css from './ResumeRow.module.css';

const words = text.resume;

export type ResumeRowProps = {
  /** What was left, and more about it. */
  line: string;
  note: string;
  isOpening: boolean;
  /** Another one is being opened. */
  isDisabled?: boolean;
  /** Absent: neither can be done now. */
  ways?: { readonly onResume: () => void; readonly onDismiss: () => void } | undefined;
};

/** Work that was left before its end, and what can be done with it. */
export function ResumeRow({ line, note, isOpening, isDisabled = isOpening, ways }: ResumeRowProps) {
  return (
    <div className={css['row']}>
      <p className={css['words']}>
        <strong>{line}</strong>
        <span className={css['note']}>{note}</span>
      </p>
      {ways !== undefined && (
        <>
          <Button disabled={isDisabled} onClick={ways.onResume}>
            {isOpening ? words.opening : words.resume}
          </Button>
          <Button kind="quiet" disabled={isDisabled} onClick={ways.onDismiss}>
            {text.common.dismiss}
          </Button>
        </>
      )}
    </div>
  );
}

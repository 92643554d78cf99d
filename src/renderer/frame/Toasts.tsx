import { X } from 'lucide-react';
import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import { useStore } from 'zustand';
import { revealSave, undoSave } from '../actions/saves';
import { frame } from '../state/frame';
import { dropToast, toasts, type Toast } from '../state/toasts';
import { fill, text } from '../text/en';
import { sheetText } from '../text/sheets';
import { Button } from '../ui/Button';
import { IconButton } from '../ui/IconButton';
import { ProgressLine } from '../ui/ProgressLine';
import css from './Toasts.module.css';

const words = sheetText.save;
const lifeMs = { note: 6000, saved: 12_000 } as const;

/** Messages at the foot of the window, or of the dialog's layer over it: behind an open dialog nothing can be pressed. */
export function Toasts() {
  const over = useStore(frame, ({ dialog }) => dialog);
  return over === null ? <Corner /> : createPortal(<Corner isOver />, over);
}

/** Saves, notes, and failures that belong to no photo. Screen readers announce them as they arrive. */
function Corner({ isOver = false }: { isOver?: boolean }) {
  const list = useStore(toasts, (state) => state.list);
  return (
    <div className={css['corner']} data-over={isOver} role="region" aria-label={text.common.messages}>
      <ul className={css['list']} aria-live="polite" aria-relevant="additions text">
        {list.map((toast) => (
          <li key={toast.id} className={css['toast']} data-kind={toast.kind}>
            <Message toast={toast} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Disappears after a while, but not under the pointer or with the focus. A `life` of null keeps it. */
function useLife(id: number, life: number | null): void {
  useEffect(() => {
    if (life === null) return undefined;
    const timer = setInterval(() => {
      if (document.querySelector(`[data-toast="${id}"]:is(:hover, :focus-within)`) === null) dropToast(id);
    }, life);
    return () => {
      clearInterval(timer);
    };
  }, [id, life]);
}

function Message({ toast }: { toast: Toast }) {
  const isOver = useStore(frame, ({ dialog }) => dialog !== null);
  useLife(toast.id, toast.kind === 'note' || toast.kind === 'saved' ? lifeMs[toast.kind] : null);
  return (
    <div className={css['inside']} data-toast={toast.id}>
      <Words toast={toast} />
      {toast.kind !== 'saving' && (
        <IconButton
          icon={X}
          label={text.common.dismiss}
          hasTip={!isOver}
          onClick={() => {
            dropToast(toast.id);
          }}
        />
      )}
    </div>
  );
}

function Words({ toast }: { toast: Toast }) {
  switch (toast.kind) {
    case 'note':
      return <Note message={toast.message} id={toast.id} undo={toast.undo} />;
    case 'error':
      return (
        <div className={css['words']} role="alert">
          <p>{toast.message}</p>
          {toast.action !== '' && <p className={css['weak']}>{toast.action}</p>}
        </div>
      );
    case 'saving':
      return (
        <>
          <div className={css['words']}>
            <p>{fill(words.saving, { name: toast.name })}</p>
            <ProgressLine label={fill(words.saving, { name: toast.name })} value={toast.progress} />
          </div>
          <Button onClick={toast.cancel}>{text.common.cancel}</Button>
        </>
      );
    case 'saved':
      return <SavedWords toast={toast} />;
  }
}

function Note({ message, id, undo }: { message: string; id: number; undo: (() => void) | undefined }) {
  const take = (): void => {
    dropToast(id);
    undo?.();
  };
  return (
    <>
      <p className={css['words']}>{message}</p>
      {undo !== undefined && <Button onClick={take}>{text.common.undo}</Button>}
    </>
  );
}

function SavedWords({ toast: { id, saved } }: { toast: Extract<Toast, { kind: 'saved' }> }) {
  return (
    <>
      <div className={css['words']}>
        <p>{fill(words.saved, { name: saved.name ?? '', folder: saved.folder })}</p>
        {saved.notices.map((notice) => (
          <p key={notice} className={css['weak']}>
            {notice}
          </p>
        ))}
      </div>
      <Button
        onClick={() => {
          revealSave(saved);
        }}
      >
        {words.show}
      </Button>
      {saved.canUndo && <Button onClick={() => void undoSave(id, saved)}>{text.common.undo}</Button>}
    </>
  );
}

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
const lifeMs = { note: 6000, saved: 12_000, summary: 20_000 } as const;

/** Notes and failures that come while a dialog stands open are its own: they stand in it, and nothing else lies over it. */
function isOfDialog(toast: Toast, since: number): boolean {
  return toast.id > since && (toast.kind === 'note' || toast.kind === 'error');
}

/** Messages at the foot of the window. A dialog lies over them; what comes of it stands in the dialog itself. */
export function Toasts() {
  const list = useStore(toasts, (state) => state.list);
  const dialog = useStore(frame, (state) => state.dialog);
  const own = dialog === null ? [] : list.filter((toast) => isOfDialog(toast, dialog.since));
  return (
    <>
      <div className={css['corner']} role="region" aria-label={text.common.messages}>
        <List list={list.filter((toast) => !own.includes(toast))} isReachable={dialog === null} />
      </div>
      {dialog !== null && createPortal(<List list={own} isReachable isInDialog />, dialog.messages)}
    </>
  );
}

type ListProps = { list: readonly Toast[]; isReachable: boolean; isInDialog?: boolean };

/** Saves, notes, and failures that belong to no photo. Screen readers announce them as they arrive. */
function List({ list, isReachable, isInDialog = false }: ListProps) {
  if (isInDialog && list.length === 0) return null;
  return (
    <ul className={css['list']} data-in-dialog={isInDialog} aria-live="polite" aria-relevant="additions text">
      {list.map((toast) => (
        <li key={toast.id} className={css['toast']} data-kind={isBad(toast) ? 'error' : toast.kind}>
          <Message toast={toast} isReachable={isReachable} hasTip={!isInDialog} />
        </li>
      ))}
    </ul>
  );
}

function isBad(toast: Toast): boolean {
  return toast.kind === 'error' || (toast.kind === 'summary' && toast.lines.length > 0);
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

/** A summary that tells of failures stays until it was read. */
function lifeOf(toast: Toast): number | null {
  if (toast.kind === 'error' || toast.kind === 'saving') return null;
  return toast.kind === 'summary' && toast.lines.length > 0 ? null : lifeMs[toast.kind];
}

type MessageProps = { toast: Toast; isReachable: boolean; hasTip: boolean };

function Message({ toast, isReachable, hasTip }: MessageProps) {
  // What cannot be reached waits: its Undo must not run out behind a dialog.
  useLife(toast.id, isReachable ? lifeOf(toast) : null);
  return (
    <div className={css['inside']} data-toast={toast.id}>
      <Words toast={toast} />
      {toast.kind !== 'saving' && (
        <IconButton
          icon={X}
          label={text.common.dismiss}
          hasTip={hasTip}
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
            <p>{toast.message}</p>
            <ProgressLine label={toast.message} value={toast.progress} />
          </div>
          <Button onClick={toast.cancel}>{text.common.cancel}</Button>
        </>
      );
    case 'saved':
      return <SavedWords toast={toast} />;
    case 'summary':
      return <SummaryWords toast={toast} />;
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

function SummaryWords({ toast }: { toast: Extract<Toast, { kind: 'summary' }> }) {
  const { message, lines, saved, undo } = toast;
  return (
    <>
      <div className={css['words']} role={lines.length > 0 ? 'alert' : undefined}>
        <p>{message}</p>
        {lines.map((line) => (
          <p key={line} className={css['weak']}>
            {line}
          </p>
        ))}
      </div>
      {saved !== null && (
        <Button
          onClick={() => {
            revealSave(saved);
          }}
        >
          {words.show}
        </Button>
      )}
      {undo !== undefined && (
        <Button
          onClick={() => {
            dropToast(toast.id);
            undo();
          }}
        >
          {text.common.undo}
        </Button>
      )}
    </>
  );
}

function SavedWords({ toast }: { toast: Extract<Toast, { kind: 'saved' }> }) {
  const { saved } = toast;
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
      {saved.canUndo && <Button onClick={() => void undoSave(toast)}>{text.common.undo}</Button>}
    </>
  );
}

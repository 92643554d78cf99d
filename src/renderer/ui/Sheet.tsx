import { X } from 'lucide-react';
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { frame } from '../state/frame';
import { lastFocus } from '../state/focus';
import { toasts } from '../state/toasts';
import { text } from '../text/en';
import { classes } from './classes';
import { IconButton } from './IconButton';
import css from './Sheet.module.css';

export type SheetProps = {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Stays at the bottom and does not scroll. */
  foot?: ReactNode;
  width?: 'narrow' | 'wide';
};

/** Removes the focus that the browser chose when a dialog closed. */
function blur(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

/**
 * A dialog over the window. The browser's own dialog keeps the focus inside.
 * On close, the focus returns to the control that opened it.
 */
export function Sheet({ title: words, onClose, children, foot, width = 'narrow' }: SheetProps) {
  const id = useId();
  const own = useRef<HTMLDialogElement>(null);
  const messages = useRef<HTMLDivElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    const element = own.current;
    const opener = lastFocus();
    element?.showModal();
    if (messages.current !== null)
      frame.setState({ dialog: { messages: messages.current, since: toasts.getState().last } });
    // By default the dialog would focus its first button, the one that closes it.
    (element?.querySelector<HTMLElement>('[data-first]') ?? title.current)?.focus();
    return () => {
      frame.setState({ dialog: null });
      // Close first: nothing behind an open dialog can take the focus.
      element?.close();
      if (opener === null) blur();
      else opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={own}
      className={classes(css['sheet'], css[width])}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <div className={css['box']}>
        <header className={css['head']}>
          <h2 ref={title} id={id} className={css['title']} tabIndex={-1}>
            {words}
          </h2>
          <IconButton icon={X} label={text.common.close} hasTip={false} onClick={onClose} />
        </header>
        <div className={css['body']} tabIndex={0}>
          {children}
        </div>
        <div ref={messages} className={css['messages']} />
        {foot !== undefined && <footer className={css['foot']}>{foot}</footer>}
      </div>
    </dialog>
  );
}

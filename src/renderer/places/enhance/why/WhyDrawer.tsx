import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { explain, explainAgain, stopExplaining } from '../actions/explain';
import { explanation } from '../state/explanation';
import type { PhotoView } from '../../../state/photos';
import { preferences } from '../../../state/preferences';
import { toggleWhy, view } from '../state/view';
import { fill, text } from '../../../text/en';
import { sheetText } from '../../../text/sheets';
import { Button } from '../../../ui/Button';
import { IconButton } from '../../../ui/IconButton';
import { Ring } from '../../../ui/Ring';
import { useShownCard, useShownLook } from '../useShown';
import css from './WhyDrawer.module.css';
import { WhyContent } from './WhyContent';

const words = sheetText.why;

/** Explains what the model did with this photo. It covers the panel, never the photo. */
export function WhyDrawer({ photo }: { photo: PhotoView }) {
  const drawer = useRef<HTMLElement>(null);
  const look = useShownLook();
  const card = useShownCard();
  const { value, error } = useStore(explanation);
  const provider = useStore(preferences, (state) => state.provider);
  const isDragging = useStore(view, ({ gesture }) => gesture !== null);
  const { photo: handle } = photo.entry;
  useEffect(() => {
    if (!isDragging) void explain(handle);
  }, [handle, isDragging, look?.model, look?.controls, card, provider]);
  useEffect(() => {
    drawer.current?.focus();
    return stopExplaining;
  }, []);
  return (
    <aside
      ref={drawer}
      className={css['drawer']}
      aria-label={words.title}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape') toggleWhy(false);
      }}
    >
      <header className={css['head']}>
        <h2 className={css['title']}>{words.title}</h2>
        <IconButton
          icon={X}
          label={text.common.close}
          onClick={() => {
            toggleWhy(false);
          }}
        />
      </header>
      <div className={css['scroll']} tabIndex={0}>
        {error !== null && (
          <div className={css['note']} role="alert">
            <p>{error.message}</p>
            <p>{error.action}</p>
            <Button
              onClick={() => {
                explainAgain(handle);
              }}
            >
              {text.common.retry}
            </Button>
          </div>
        )}
        {value === null && error === null && (
          <p className={css['loading']} role="status">
            <Ring />
            {fill(words.loading, { model: card?.name ?? text.panel.model })}
          </p>
        )}
        {value !== null && <WhyContent explained={value} strength={look?.strength ?? 1} />}
      </div>
    </aside>
  );
}

import { ChevronRight } from 'lucide-react';
import { useStore } from 'zustand';
import { models } from '../../../state/models';
import type { PhotoView } from '../state/photos';
import { openSheet } from '../../../state/frame';
import { text } from '../../../text/en';
import { speedLabel } from '../../../text/format';
import css from './ModelButton.module.css';
import { useShownCard } from '../useShown';

/** The model in a few words. A press opens its card and the other models. */
export function ModelButton({ photo }: { photo: PhotoView }) {
  const card = useShownCard();
  const error = useStore(models, (state) => state.error);
  const { ran } = photo;
  return (
    <button
      type="button"
      className={css['card']}
      onClick={() => {
        openSheet('models');
      }}
    >
      <span className={css['head']}>
        <span className={css['name']}>{card?.name ?? text.panel.model}</span>
        <span className={css['speed']}>
          {ran !== null && speedLabel(ran.megapixelsPerSecond)}
          <ChevronRight size={14} aria-hidden="true" />
        </span>
      </span>
      <span className={css['summary']}>{card?.summary ?? error?.message ?? text.panel.noModel}</span>
    </button>
  );
}

import { ChevronRight } from 'lucide-react';
import { useStore } from 'zustand';
import { openSheet } from '../../../state/frame';
import { models } from '../../../state/models';
import { fill, text } from '../../../text/en';
import { megapixels, roughTime } from '../../../text/format';
import { secondsFor } from '../actions/rates';
import { engineLook } from '../../../actions/settings';
import { answers } from '../state/answers';
import type { PhotoView } from '../../../state/photos';
import { useShownCard } from '../useShown';
import css from './ModelButton.module.css';

/** The model in a few words. A press opens its card and the other models; how long this photo takes is told on hover. */
export function ModelButton({ photo }: { photo: PhotoView }) {
  const card = useShownCard();
  const error = useStore(models, (state) => state.error);
  return (
    <button
      type="button"
      className={css['card']}
      title={useTimeLine(photo)}
      onClick={() => {
        openSheet('models');
      }}
    >
      <span className={css['head']}>
        <span className={css['name']}>{card?.name ?? text.panel.model}</span>
        <ChevronRight className={css['more']} size={14} aria-hidden="true" />
      </span>
      <span className={css['summary']}>{card?.summary ?? error?.message ?? text.panel.noModel}</span>
    </button>
  );
}

/** '24.0 MP at full size: about 6 s', from what this model did here; nothing before it was measured. */
function useTimeLine({ entry: { photo, summary } }: PhotoView): string | undefined {
  const rates = useStore(answers, (state) => state.rates);
  const seconds = summary && secondsFor(rates, engineLook(photo).inference, summary);
  if (summary === undefined || seconds === null || seconds === undefined) return undefined;
  return fill(text.panel.fullTime, { size: megapixels(summary), time: roughTime(seconds) });
}

import { useStore } from 'zustand';
import { Switch } from '../../ui/Switch';
import { chooseBreak, toggleBreak } from '../actions/breakIt';
import { learn } from '../state/learn';
import { learnText } from '../text';
import css from './BreakIt.module.css';
import type { Break } from './LessonPage';

const words = learnText.breakIt;

/** The page's breaks: choose one, switch it on, and read why the figure fails. */
export function BreakIt({ breaks }: { breaks: readonly Break[] }) {
  const { broken, chosenBreak } = useStore(learn);
  const chosen = breaks.find(({ id }) => id === (chosenBreak ?? breaks[0]?.id));
  if (chosen === undefined) return null;
  return (
    <section className={css['card']} aria-labelledby="break-it" data-broken={broken !== null}>
      <div className={css['head']}>
        <h3 id="break-it" className={css['title']}>
          {words.title}
        </h3>
        <Switch
          label={broken === null ? words.off : words.on}
          isOn={broken !== null}
          onChange={() => {
            toggleBreak(breaks);
          }}
        />
      </div>
      <div className={css['chips']} role="radiogroup" aria-label={words.which}>
        {breaks.map(({ id, label }) => (
          <button
            key={id}
            type="button"
            role="radio"
            className={css['chip']}
            aria-checked={id === chosen.id}
            onClick={() => {
              chooseBreak(id);
            }}
          >
            {label}
          </button>
        ))}
      </div>
      <p className={css['why']} role="status">
        {broken === null ? words.note : chosen.why}
      </p>
    </section>
  );
}

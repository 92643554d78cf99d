import type { ModelCard } from '@contract';
import { useState } from 'react';
import type { ModelChoice } from '../../../state/models';
import { fill } from '../../../text/en';
import { sheetText } from '../../../text/sheets';
import { Button } from '../../../ui/Button';
import { MeasuredTable } from './MeasuredTable';
import css from './ModelCardView.module.css';

const words = sheetText.models;
const firstSources = 4;

/** The contents of a model's card, or the reason why it is broken. */
export function ModelCardView({ model: { id, card, error } }: { model: ModelChoice }) {
  if (card === undefined)
    return (
      <article className={css['card']}>
        <h3 className={css['name']}>{id}</h3>
        <p className={css['error']}>{error?.message}</p>
        <p className={css['note']}>{error?.action}</p>
      </article>
    );
  return (
    <article className={css['card']}>
      <header className={css['head']}>
        <h3 className={css['name']}>{card.name}</h3>
        <span className={css['note']}>{fill(words.version, { version: card.version })}</span>
      </header>
      <p>{card.summary}</p>
      <p className={css['licence']}>
        <span>
          {words.licence}: {card.licence}
        </span>
        <span className={css['tag']} data-good={card.usableCommercially}>
          {card.usableCommercially ? words.commercial : words.notCommercial}
        </span>
      </p>
      {card.cannot.length > 0 && (
        <section>
          <h4 className={css['heading']}>{words.cannot}</h4>
          <ul className={css['bullets']}>
            {card.cannot.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      )}
      <MeasuredTable card={card} />
      <Sources card={card} />
    </article>
  );
}

function Sources({ card: { trainedOn } }: { card: ModelCard }) {
  const [all, setAll] = useState(false);
  const shown = all ? trainedOn : trainedOn.slice(0, firstSources);
  return (
    <section>
      <h4 className={css['heading']}>{words.trained}</h4>
      <ul className={css['sources']}>
        {shown.map(({ name, licence, note }) => (
          <li key={`${name} ${licence} ${note ?? ''}`}>
            <span>
              {name} · {licence}
            </span>
            {note !== undefined && <span className={css['small']}>{note}</span>}
          </li>
        ))}
      </ul>
      {shown.length < trainedOn.length && (
        <Button
          kind="quiet"
          onClick={() => {
            setAll(true);
          }}
        >
          {fill(words.showAll, { count: trainedOn.length })}
        </Button>
      )}
    </section>
  );
}

import { useState } from 'react';
import { allPages } from '../../../lessons/chapters';
import { terms } from '../../../lessons/glossary/terms';
import { learnText } from '../../../lessons/text';
import { closeSheet } from '../../../state/frame';
import { fill } from '../../../text/en';
import { Sheet } from '../../../ui/Sheet';
import { TextField } from '../../../ui/TextField';
import { goTo } from '../actions/go';
import css from './GlossarySheet.module.css';

const words = learnText.glossary;

const titles = new Map(allPages.map(({ id, title }) => [id, title]));

/** All terms of the lessons, with what each means and the page that teaches it. */
export function GlossarySheet() {
  const [typed, setTyped] = useState('');
  const wanted = typed.trim().toLowerCase();
  const found = terms.filter(({ term, forms = [], meaning }) =>
    [term, ...forms, meaning].some((text) => text.toLowerCase().includes(wanted)),
  );
  return (
    <Sheet title={words.title} width="wide" onClose={closeSheet}>
      <div className={css['filter']}>
        <span aria-hidden="true">{words.filter}</span>
        <TextField label={words.filter} value={typed} isLive isFirst most={40} onCommit={setTyped} />
      </div>
      <p className={css['none']} role="status">
        {found.length === 0 ? fill(words.none, { typed: typed.trim() }) : ''}
      </p>
      <dl className={css['terms']}>
        {found.map(({ term, meaning, page }) => (
          <div key={term} className={css['row']}>
            <dt>{term}</dt>
            <dd>
              {meaning}{' '}
              <button
                type="button"
                className={css['link']}
                onClick={() => {
                  closeSheet();
                  goTo(page);
                }}
              >
                {fill(words.goTo, { title: titles.get(page) ?? page })}
              </button>
            </dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}

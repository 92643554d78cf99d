import { Popover } from 'radix-ui';
import { useState } from 'react';
import { fill } from '../../text/en';
import { allPages } from '../chapters';
import { useStanding } from '../page/standing';
import { learnText } from '../text';
import type { Term } from './Term';
import css from './TermButton.module.css';

export type TermButtonProps = {
  term: Term;
  /** The word as the text has it. */
  shown: string;
  /** The page that the text is on. */
  page: string;
};

/** A term in a text. It opens what the term means, and a way to the page that teaches it. */
export function TermButton({ term, shown, page }: TermButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const { goTo } = useStanding();
  const taught = allPages.find(({ id }) => id === term.page);
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger className={css['term']}>{shown}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={css['box']}
          aria-label={term.term}
          side="top"
          sideOffset={4}
          collisionPadding={8}
        >
          <strong>{term.term}</strong>
          <p>{term.meaning}</p>
          {taught !== undefined && taught.id !== page && (
            <button
              type="button"
              className={css['link']}
              onClick={() => {
                setOpen(false);
                goTo(taught.id);
              }}
            >
              {fill(learnText.glossary.goTo, { title: taught.title })}
            </button>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

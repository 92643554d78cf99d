import { useDeferredValue, useMemo, useRef, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { closeSheet } from '../../../state/frame';
import { counted, fill } from '../../../text/en';
import { evaluateText } from '../../../text/evaluate';
import { Button } from '../../../ui/Button';
import { Field } from '../../../ui/Field';
import { Select } from '../../../ui/Select';
import { Sheet } from '../../../ui/Sheet';
import { TextField } from '../../../ui/TextField';
import { mend, undoMends } from '../actions/mend';
import { evaluate } from '../state/evaluate';
import { choicesFor, mostChoices, type Choice } from '../state/mends';
import css from './PairsSheet.module.css';
import { useMendable, type Mendable, type Mendables } from './useMendable';

const words = evaluateText.mending;
/** So many lines are added at once. */
const page = 50;
/** So many truths without a partner are named. */
const mostNames = 20;

/** Which picture belongs to which ground truth, where names do not say it or say it wrong. */
export function PairsSheet() {
  const given = useMendable();
  const [typed, setTyped] = useState('');
  const filter = useDeferredValue(typed.trim());
  const { shown, others, truths, lonelyTruths } = given;
  const rowsOf = (list: readonly Mendable[]): ReactNode => <Rows list={list} given={given} filter={filter} />;
  return (
    <Sheet title={words.title} onClose={closeSheet} foot={<Foot />}>
      {truths.length === 0 ? (
        <p>{evaluateText.noTruth}</p>
      ) : (
        <div className={css['parts']}>
          <p>{words.intro}</p>
          {truths.length > mostChoices && (
            <Field label={words.filter} note={fill(words.short, { count: mostChoices })}>
              <TextField label={words.filter} isLive value={typed} onCommit={setTyped} />
            </Field>
          )}
          {shown.length > 0 && <Part title={words.shown}>{rowsOf(shown)}</Part>}
          {others.length > 0 && <Part title={words.lonely}>{rowsOf(others)}</Part>}
          {lonelyTruths.length > 0 && (
            <Part title={words.lonelyTruths}>
              <p className={css['names']}>{named(lonelyTruths.map(({ name }) => name))}</p>
            </Part>
          )}
        </div>
      )}
    </Sheet>
  );
}

function named(names: readonly string[]): string {
  const rest = names.length - mostNames;
  const listed = names.slice(0, mostNames).join(', ');
  return rest > 0 ? fill(words.more, { names: listed, count: rest }) : listed;
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={css['part']} aria-label={title}>
      <h3 className={css['heading']}>{title}</h3>
      {children}
    </section>
  );
}

/** Thousands of lists would be slow, so that lines come by and by. */
function Rows({ list, given, filter }: { list: readonly Mendable[]; given: Mendables; filter: string }) {
  const [most, setMost] = useState(page);
  const left = list.length - most;
  return (
    <>
      <ul>
        {list.slice(0, most).map((one) => (
          <Line key={one.picture.photo} one={one} given={given} filter={filter} />
        ))}
      </ul>
      {left > 0 && (
        <Button
          onClick={() => {
            setMost(most + page);
          }}
        >
          {counted(words.next, left)}
        </Button>
      )}
    </>
  );
}

const none = { value: '', label: words.none };

function optionOf({ truth: { photo, name }, by }: Choice): { value: string; label: string } {
  return { value: photo, label: by === null ? name : fill(words.taken, { name, other: by.name }) };
}

function Line({ one, given, filter }: { one: Mendable; given: Mendables; filter: string }) {
  const { picture, set } = one;
  const { truths, truthOf } = given;
  const choices = useMemo(
    () => choicesFor({ picture, set, truths, truthOf, filter }),
    [picture, set, truths, truthOf, filter],
  );
  return (
    <li className={css['row']}>
      <div>
        <p className={css['name']} title={picture.name}>
          {picture.name}
        </p>
        <p className={css['set']}>{set.name}</p>
      </div>
      <div className={css['choice']}>
        <Select
          label={fill(words.truthOf, { name: picture.name, set: set.name })}
          value={truthOf.get(picture.photo) ?? ''}
          options={[none, ...choices.map(optionOf)]}
          onChange={(truth) => {
            mend(set, picture.photo, truth === '' ? null : truth);
          }}
        />
      </div>
    </li>
  );
}

function Foot() {
  const hasMends = useStore(evaluate, ({ mends }) => Object.keys(mends).length > 0);
  const done = useRef<HTMLButtonElement>(null);
  return (
    <>
      <Button
        disabled={!hasMends}
        onClick={() => {
          undoMends();
          // The button that was pressed can no longer have the focus.
          done.current?.focus();
        }}
      >
        {words.undo}
      </Button>
      <Button ref={done} kind="main" onClick={closeSheet}>
        {words.done}
      </Button>
    </>
  );
}

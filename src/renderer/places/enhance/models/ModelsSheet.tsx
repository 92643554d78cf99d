import { useState } from 'react';
import { useStore } from 'zustand';
import { chooseModel } from '../actions/looks';
import { models, type ModelChoice } from '../../../state/models';
import { preferences } from '../../../state/preferences';
import { closeSheet } from '../../../state/frame';
import { text } from '../../../text/en';
import { sheetText } from '../../../text/sheets';
import { Button } from '../../../ui/Button';
import { Sheet } from '../../../ui/Sheet';
import { ModelCardView } from './ModelCardView';
import css from './ModelsSheet.module.css';
import { useShownLook } from '../useShown';

const words = sheetText.models;

/** The models with their cards: what each is, its training data and its limits. */
export function ModelsSheet() {
  const list = useStore(models, (state) => state.list);
  const preferred = useStore(preferences, ({ model }) => model);
  const look = useShownLook();
  const used = look?.model ?? preferred ?? list.find(({ isDefault }) => isDefault)?.id ?? '';
  const [chosen, setChosen] = useState(used);
  const shown = list.find(({ id }) => id === chosen) ?? list[0];
  const use = (): void => {
    if (shown !== undefined) chooseModel(shown.id);
    closeSheet();
  };
  const foot = (
    <>
      <Button onClick={closeSheet}>{text.common.close}</Button>
      <Button kind="main" disabled={shown?.card === undefined || shown.id === used} onClick={use}>
        {shown?.id === used ? words.used : words.use}
      </Button>
    </>
  );
  return (
    <Sheet title={words.title} width="wide" onClose={closeSheet} foot={foot}>
      <div className={css['columns']}>
        <ul className={css['list']} aria-label={words.list}>
          {list.map((model) => (
            <li key={model.id}>
              <button
                type="button"
                className={css['row']}
                aria-pressed={model.id === shown?.id}
                onClick={() => {
                  setChosen(model.id);
                }}
              >
                <span>{model.card?.name ?? model.id}</span>
                <Mark model={model} used={used} />
              </button>
            </li>
          ))}
        </ul>
        {shown === undefined ? <p>{text.panel.noModel}</p> : <ModelCardView model={shown} />}
      </div>
    </Sheet>
  );
}

function Mark({ model, used }: { model: ModelChoice; used: string }) {
  const mark =
    model.card === undefined
      ? words.broken
      : model.id === used
        ? words.used
        : model.isDefault
          ? words.default
          : '';
  return <span className={css['mark']}>{mark}</span>;
}

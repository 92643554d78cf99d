import type { PhotoHandle } from '@contract';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { controlsOf, copySettings, partsOf } from '../actions/copySettings';
import { copied, modelPart, rawPart, type LookPart } from '../state/copied';
import { closeSheet } from '../state/frame';
import { readControl, type Adjustments } from '../state/look';
import { lookOf } from '../state/looks';
import { cardOf, models } from '../state/models';
import { photos } from '../state/photos';
import { controlFormat } from '../text/controlFormat';
import { text } from '../text/en';
import { rawText, rawWords } from '../text/raw';
import { Button } from '../ui/Button';
import { Sheet } from '../ui/Sheet';
import css from './CopySettingsSheet.module.css';

const words = text.copied;

/** Which settings of the shown photo are copied. */
export function CopySettingsSheet() {
  // Another photo may come to be shown behind the sheet.
  const [photo] = useState(() => photos.getState().active);
  const look = photo === null ? undefined : lookOf(photo);
  return photo === null || look === undefined ? null : <Choice photo={photo} look={look} />;
}

function Choice({ photo, look }: { photo: PhotoHandle; look: Adjustments }) {
  const rows = useRows(photo, look);
  const [leftOut, setLeftOut] = useState<ReadonlySet<LookPart>>(() => new Set(copied.getState().leftOut));
  const parts = rows.map(({ part }) => part).filter((part) => !leftOut.has(part));
  const copy = (): void => {
    closeSheet();
    copySettings(photo, parts);
  };
  const toggle = (part: LookPart): void => {
    const next = new Set(leftOut);
    if (!next.delete(part)) next.add(part);
    setLeftOut(next);
  };
  const foot = (
    <>
      <Button
        kind="quiet"
        onClick={() => {
          setLeftOut(parts.length === rows.length ? new Set(parts) : new Set());
        }}
      >
        {parts.length === rows.length ? words.none : words.all}
      </Button>
      <span className={css['gap']} />
      <Button onClick={closeSheet}>{text.common.cancel}</Button>
      <Button kind="main" data-first disabled={parts.length === 0} onClick={copy}>
        {words.copy}
      </Button>
    </>
  );
  return (
    <Sheet title={words.title} onClose={closeSheet} foot={foot}>
      <div className={css['list']} role="group" aria-label={words.which}>
        {rows.map(({ part, label, value }) => (
          <label key={part} className={css['row']}>
            <input
              type="checkbox"
              checked={!leftOut.has(part)}
              onChange={() => {
                toggle(part);
              }}
            />
            <span className={css['label']}>{label}</span>
            <span className={css['value']}>{value}</span>
          </label>
        ))}
      </div>
    </Sheet>
  );
}

type Row = { readonly part: LookPart; readonly label: string; readonly value: string };

/** The model, how a raw is developed, then the sliders that the model has. */
function useRows(photo: PhotoHandle, look: Adjustments): readonly Row[] {
  const list = useStore(models, (state) => state.list);
  return useMemo(() => {
    const parts = partsOf(photo, look);
    const rows: Row[] = [
      { part: modelPart, label: words.model, value: cardOf(list, look.model)?.name ?? look.model },
      { part: rawPart, label: rawText.part, value: rawWords(look.raw) },
      ...controlsOf(look).map((control) => ({
        part: control.id,
        label: control.label,
        value: controlFormat(control).format(readControl(look, control)),
      })),
    ];
    return rows.filter(({ part }) => parts.includes(part));
  }, [list, photo, look]);
}

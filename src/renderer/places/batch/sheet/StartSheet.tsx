import type { BatchOutline, PhotoHandle } from '@contract';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { setChoices, useBatchPreferences } from '../../../actions/batchChoices';
import { beginExport, changeExport } from '../../../actions/exportChoices';
import { NameFields } from '../../../frame/NameFields';
import { closeSheet } from '../../../state/frame';
import { openPhoto, photos } from '../../../state/photos';
import { preferences } from '../../../state/preferences';
import { batchText } from '../../../text/batch';
import { counted, fill, text } from '../../../text/en';
import { conflictOptions, formatOptions } from '../../../text/exportOptions';
import { Button } from '../../../ui/Button';
import { Field } from '../../../ui/Field';
import { ProgressLine } from '../../../ui/ProgressLine';
import { Select } from '../../../ui/Select';
import { Sheet } from '../../../ui/Sheet';
import { Switch } from '../../../ui/Switch';
import { wantedPhotos } from '../actions/commands';
import { runPhotos } from '../actions/run';
import { planLine } from '../run/planLine';
import { DarkChoice } from './DarkChoice';
import { OutlineList } from './OutlineList';
import { seriesLine } from './outlineRows';
import css from './StartSheet.module.css';
import { useOutline, type Outlined } from './useOutline';

const words = batchText.sheet;

/** What a batch would write, before it starts: where results go, which photos are enhanced, and every name. */
export function StartSheet() {
  // The photos are those of the moment when it was opened.
  const [wanted] = useState(() => wantedPhotos());
  const outlined = useOutline(wanted);
  const first = wanted.find((photo) => openPhoto(photo)?.error === null);
  useEffect(() => {
    if (first !== undefined) beginExport(first);
  }, [first]);
  return (
    <Sheet
      title={words.title}
      width="wide"
      onClose={closeSheet}
      foot={<Foot wanted={wanted} outlined={outlined} />}
    >
      <div className={css['columns']}>
        <div className={css['choices']}>
          <Which wanted={wanted} outline={outlined.outline} />
          <Output />
        </div>
        <Names outlined={outlined} />
      </div>
    </Sheet>
  );
}

function Output() {
  const { format, nameTemplate, onConflict } = useStore(preferences, ({ exportChoices }) => exportChoices);
  return (
    <section className={css['group']} aria-label={words.output}>
      <h3 className={css['heading']}>{words.output}</h3>
      <NameFields template={nameTemplate} isMany />
      <Field label={batchText.format}>
        <Select
          label={batchText.format}
          value={format}
          options={formatOptions}
          onChange={(next) => {
            changeExport({ format: next });
          }}
        />
      </Field>
      <Field label={batchText.conflict}>
        <Select
          label={batchText.conflict}
          value={onConflict}
          options={conflictOptions}
          onChange={(next) => {
            changeExport({ onConflict: next });
          }}
        />
      </Field>
    </section>
  );
}

type WhichProps = { wanted: readonly PhotoHandle[]; outline: BatchOutline | null };

function Which({ wanted, outline }: WhichProps) {
  const { series } = useBatchPreferences();
  return (
    <section className={css['group']} aria-label={words.which}>
      <h3 className={css['heading']}>{words.which}</h3>
      <DarkChoice wanted={wanted} />
      <Switch
        label={words.series}
        isOn={series}
        onChange={(next) => {
          setChoices({ series: next });
        }}
      />
      {series && outline !== null && <p className={css['note']}>{seriesLine(outline.series)}</p>}
    </section>
  );
}

function Names({ outlined: { outline, isPlanning, progress, error } }: { outlined: Outlined }) {
  const line = progress === null ? words.planning : planLine(progress);
  return (
    <section className={css['names']} aria-label={words.list} aria-busy={isPlanning}>
      <p className={css['summary']} role="status">
        {isPlanning ? line : outline === null ? '' : summaryOf(outline)}
      </p>
      {isPlanning && (
        <ProgressLine
          label={line}
          value={progress === null || progress.total === 0 ? null : progress.done / progress.total}
        />
      )}
      {error !== null && (
        <p className={css['error']} role="alert">
          {error.message} {error.action}
        </p>
      )}
      {outline !== null && <OutlineList outline={outline} />}
    </section>
  );
}

function filesOf({ folders }: BatchOutline): PhotoHandle[] {
  return folders.flatMap(({ files }) => files.map(({ photo }) => photo));
}

/** '388 photos, about 4,700 MP, into 2 folders'. */
function summaryOf(outline: BatchOutline): string {
  const files = filesOf(outline);
  if (files.length === 0) return words.nothing;
  const { byId } = photos.getState();
  const sizes = files.flatMap((photo) => {
    const summary = byId[photo]?.entry.summary;
    return summary === undefined ? [] : [(summary.width * summary.height) / 1e6];
  });
  const known = sizes.reduce((sum, size) => sum + size, 0);
  const megapixels = sizes.length === 0 ? 0 : (known * files.length) / sizes.length;
  return [
    counted(words.summary, files.length),
    ...(megapixels > 0 ? [fill(words.megapixels, { count: rounded(megapixels) })] : []),
    counted(words.intoFolders, outline.folders.length),
  ].join(', ');
}

/** Two significant digits are as much as is known. */
function rounded(value: number): string {
  return Number(value.toPrecision(2)).toLocaleString('en');
}

function Foot({ wanted, outlined: { outline } }: { wanted: readonly PhotoHandle[]; outlined: Outlined }) {
  const count = outline === null ? wanted.length : filesOf(outline).length;
  return (
    <>
      <Button onClick={closeSheet}>{text.common.cancel}</Button>
      <Button
        kind="main"
        disabled={count === 0}
        onClick={() => {
          closeSheet();
          runPhotos(wanted);
        }}
      >
        {count === 0 ? words.nothing : counted(words.start, count)}
      </Button>
    </>
  );
}

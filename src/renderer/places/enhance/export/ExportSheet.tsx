import type { PhotoHandle } from '@contract';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { beginExport, changeExport } from '../../../actions/exportChoices';
import { formatOf } from '../../../actions/saves';
import { copyCommand, savePhoto } from '../actions/save';
import { NameFields } from '../../../frame/NameFields';
import { photos, type PhotoView } from '../../../state/photos';
import { preferences } from '../../../state/preferences';
import { formatTraits } from '../../../state/exportFields';
import { closeSheet } from '../../../state/frame';
import { fill, text } from '../../../text/en';
import { conflictOptions, formatOptions } from '../../../text/exportOptions';
import { sheetText } from '../../../text/sheets';
import { Button } from '../../../ui/Button';
import { Field } from '../../../ui/Field';
import { Segmented } from '../../../ui/Segmented';
import { Select } from '../../../ui/Select';
import { Sheet } from '../../../ui/Sheet';
import { ExportQuality } from './ExportQuality';
import { ExportSize } from './ExportSize';

const words = sheetText.export;
const depths = (['same', '8', '16'] as const).map((value) => ({ value, label: words.depths[value] }));
const metadatas = (['all', 'noGps', 'none'] as const).map((value) => ({
  value,
  label: words.metadatas[value],
}));

/** Everything that decides the written file. The choices also apply to Save without the sheet. */
export function ExportSheet() {
  // A photo that is dropped meanwhile is shown behind the sheet; the sheet keeps the one it was opened for.
  const [handle] = useState(() => photos.getState().active);
  const photo = useStore(photos, ({ byId }) => (handle === null ? null : (byId[handle] ?? null)));
  useEffect(() => {
    if (photo === null) closeSheet();
  }, [photo]);
  return photo === null ? null : <ExportOf photo={photo} />;
}

function ExportOf({ photo }: { photo: PhotoView }) {
  const choices = useStore(preferences, ({ exportChoices }) => exportChoices);
  const traits = formatTraits(formatOf(choices, photo.entry.summary));
  useEffect(() => {
    beginExport(photo.entry.photo);
  }, [photo.entry.photo]);
  return (
    <Sheet
      title={fill(words.title, { name: photo.entry.name })}
      onClose={closeSheet}
      foot={<Foot photo={photo.entry.photo} />}
    >
      <Field label={words.format}>
        <Select
          label={words.format}
          value={choices.format}
          options={formatOptions}
          onChange={(format) => {
            changeExport({ format });
          }}
        />
      </Field>
      {traits.hasQuality && <ExportQuality quality={choices.quality ?? null} />}
      {traits.has16Bits && (
        <Field label={words.depth}>
          <Segmented
            label={words.depth}
            options={depths}
            value={choices.bitDepth === undefined ? 'same' : choices.bitDepth === 8 ? '8' : '16'}
            onChange={(depth) => {
              changeExport({ bitDepth: depth === 'same' ? undefined : depth === '8' ? 8 : 16 });
            }}
          />
        </Field>
      )}
      <ExportSize longEdge={choices.longEdge ?? null} summary={photo.entry.summary} />
      <Field label={words.metadata}>
        <Segmented
          label={words.metadata}
          options={metadatas}
          value={choices.metadata}
          onChange={(metadata) => {
            changeExport({ metadata });
          }}
        />
      </Field>
      <NameFields template={choices.nameTemplate} />
      <Field label={words.conflict} note={words.never}>
        <Select
          label={words.conflict}
          value={choices.onConflict}
          options={conflictOptions}
          onChange={(onConflict) => {
            changeExport({ onConflict });
          }}
        />
      </Field>
    </Sheet>
  );
}

function Foot({ photo }: { photo: PhotoHandle }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    setCopied(await copyCommand(photo));
  };
  const save = (): void => {
    closeSheet();
    void savePhoto(photo);
  };
  return (
    <>
      <Button kind="quiet" onClick={() => void copy()}>
        {isCopied ? words.copiedShort : words.copy}
      </Button>
      <span style={{ flex: 1 }} />
      <Button onClick={closeSheet}>{text.common.cancel}</Button>
      <Button kind="main" onClick={save}>
        {words.save}
      </Button>
    </>
  );
}

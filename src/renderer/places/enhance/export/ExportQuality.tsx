import { changeExport } from '../../../actions/exportChoices';
import { fill, text } from '../../../text/en';
import { sheetText } from '../../../text/sheets';
import { Field } from '../../../ui/Field';
import { Segmented } from '../../../ui/Segmented';
import { Slider } from '../../../ui/Slider';

const words = sheetText.export;
const range = { min: 1, max: 100, neutral: 90, step: 1 };
const options = [
  { value: 'auto', label: words.qualityAuto },
  { value: 'own', label: words.qualityOwn },
] as const;

/** Quality of a lossy format: the photo's, if known, or a chosen one. */
export function ExportQuality({ quality }: { quality: number | null }) {
  return (
    <>
      <Field label={words.quality}>
        <Segmented
          label={words.quality}
          options={options}
          value={quality === null ? 'auto' : 'own'}
          onChange={(choice) => {
            changeExport({ quality: choice === 'auto' ? undefined : range.neutral });
          }}
        />
      </Field>
      {quality !== null && (
        <Field label="">
          <Slider
            label={words.quality}
            range={range}
            value={quality}
            format={String}
            entryLabel={fill(text.panel.type, { label: words.quality })}
            onChange={(next) => {
              changeExport({ quality: Math.round(next) });
            }}
          />
        </Field>
      )}
    </>
  );
}

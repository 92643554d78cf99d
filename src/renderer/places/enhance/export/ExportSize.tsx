import type { PhotoSummary } from '@contract';
import { changeExport } from '../../../actions/exportChoices';
import { parseLongEdge } from '../../../state/exportFields';
import { sheetText } from '../../../text/sheets';
import { Field } from '../../../ui/Field';
import { Segmented } from '../../../ui/Segmented';
import { TextField } from '../../../ui/TextField';
import css from './ExportSheet.module.css';

const words = sheetText.export;
const usual = 2048;
const options = [
  { value: 'full', label: words.sizeFull },
  { value: 'limit', label: words.sizeLimit },
] as const;

export type ExportSizeProps = { longEdge: number | null; summary: PhotoSummary | undefined };

/** The photo's size, or a limited long edge. It is never enlarged. */
export function ExportSize({ longEdge, summary }: ExportSizeProps) {
  const full = summary === undefined ? usual : Math.max(summary.width, summary.height);
  return (
    <Field label={words.size}>
      <div className={css['line']}>
        <Segmented
          label={words.size}
          options={options}
          value={longEdge === null ? 'full' : 'limit'}
          onChange={(choice) => {
            changeExport({ longEdge: choice === 'full' ? undefined : Math.min(usual, full) });
          }}
        />
        <TextField
          label={words.sizePixels}
          isNumber
          isDisabled={longEdge === null}
          value={String(longEdge ?? full)}
          onCommit={(typed) => {
            const edge = parseLongEdge(typed);
            if (edge !== null) changeExport({ longEdge: edge });
          }}
        />
        <span className={css['unit']}>{words.pixels}</span>
      </div>
    </Field>
  );
}

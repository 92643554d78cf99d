import type { Clipping } from '@contract';
import { pixelShare } from '../../../text/format';
import { text } from '../../../text/en';
import css from './ClippingTable.module.css';

const words = text.panel.clipping;

const columns = [
  { name: words.any, hint: words.anyBlack },
  { name: words.all, hint: words.allBlack },
  { name: words.any, hint: words.anyWhite },
  { name: words.all, hint: words.allWhite },
];

export type ClippingTableProps = {
  /** Of the photo at full size; null while it is not counted. */
  photo: Clipping | null;
  result: Clipping | null;
  /** The result was counted on its small picture. */
  isPreview: boolean;
};

/** Shares of clipped pixels: with any channel at the end of the scale, and with all of them. */
export function ClippingTable({ photo, result, isPreview }: ClippingTableProps) {
  return (
    <table className={css['table']} aria-label={words.label}>
      <thead>
        <tr>
          <td rowSpan={2} className={css['corner']}>
            {words.clipped}
          </td>
          <th colSpan={2} scope="colgroup">
            <span>{words.black}</span>
          </th>
          <th colSpan={2} scope="colgroup">
            <span>{words.white}</span>
          </th>
        </tr>
        <tr>
          {columns.map(({ name, hint }) => (
            <th key={hint} scope="col" title={hint}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <Row name={words.photo} hint={words.ofFile} clipping={photo} />
        <Row
          name={isPreview ? words.preview : words.result}
          hint={isPreview ? words.ofPreview : words.ofResult}
          clipping={result}
        />
      </tbody>
    </table>
  );
}

function Row({ name, hint, clipping }: { name: string; hint: string; clipping: Clipping | null }) {
  const cell = (value: number | undefined): string =>
    value === undefined ? words.unknown : pixelShare(value);
  return (
    <tr title={hint}>
      <th scope="row">{name}</th>
      <td>{cell(clipping?.black.any)}</td>
      <td>{cell(clipping?.black.all)}</td>
      <td>{cell(clipping?.white.any)}</td>
      <td>{cell(clipping?.white.all)}</td>
    </tr>
  );
}

import { useStore } from 'zustand';
import type { Picture } from '../../../bridge';
import { fill } from '../../../text/en';
import { evaluateText } from '../../../text/evaluate';
import { view, type Point } from '../state/view';
import css from './PixelLine.module.css';
import { isReduced } from './wishes';

const words = evaluateText.panes;

export type PixelLineProps = {
  pictures: { readonly truth: Picture | null; readonly low: Picture | null; readonly own: Picture | null };
  /** Who made the picture that is compared. */
  label: string;
};

/** The values of one pixel in all pictures. */
export function PixelLine({ pictures, label }: PixelLineProps) {
  const pointer = useStore(view, (state) => state.pointer);
  const { truth, low, own } = pictures;
  if (pointer === null || truth === null)
    return (
      <p className={css['line']}>
        {words.point}{' '}
        {truth !== null &&
          isReduced(truth) &&
          fill(words.reduced, { width: truth.width, height: truth.height })}
      </p>
    );
  const values = [
    [words.truth, truth],
    [words.low, low],
    [label, own],
  ] as const;
  return (
    <p className={css['line']}>
      {fill(words.pixel, pointer)}
      {values.map(
        ([name, picture]) =>
          picture !== null && (
            <span key={name} className={css['value']}>
              {name} <b className={css['figures']}>{valuesAt(picture, pointer, truth)}</b>
            </span>
          ),
      )}
    </p>
  );
}

/** Pictures of other sizes are read at the same share of their width and height. */
function valuesAt({ width, height, data }: Picture, { x, y }: Point, truth: Picture): string {
  const [column, row] = [
    Math.floor(((x + 0.5) * width) / truth.width),
    Math.floor(((y + 0.5) * height) / truth.height),
  ];
  const from = 3 * (row * width + column);
  return [...data.subarray(from, from + 3)].join(' ');
}

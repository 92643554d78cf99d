import type { KeyboardEvent, PointerEvent } from 'react';
import { useStore } from 'zustand';
import { fill } from '../../../text/en';
import { evaluateText } from '../../../text/evaluate';
import { afterKey, setSpot } from '../actions/line';
import { pathOf, pixelAt, seenPart } from '../state/profile';
import { view, type ProfileLine } from '../state/view';
import css from './ProfilePlot.module.css';

const words = evaluateText.profile;

export type Series = {
  readonly kind: 'truth' | 'low' | 'own';
  readonly name: string;
  readonly values: Float32Array;
};

type Props = { series: readonly Series[]; line: ProfileLine; length: number };

/** Curves over the part of the line that the panes show. The pointer, or the arrow keys, choose the place whose values are told. */
export function ProfilePlot({ series, line: { along }, length }: Props) {
  const { zoom, bounds, spot, channel } = useStore(view);
  const part = seenPart(zoom, bounds, along);
  const [from, to] = part;
  const follow = (event: PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    setSpot(from + ((event.clientX - box.left) / box.width) * (to - from));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = afterKey(spot, event, { length, keys: ['ArrowRight', 'ArrowLeft'] });
    if (next === null) return;
    event.preventDefault();
    setSpot(next);
  };
  const place = (pixelAt(spot, length) + 0.5) / length;
  const x = ((place - from) / (to - from)) * 100;
  return (
    <div
      className={css['plot']}
      role="slider"
      tabIndex={0}
      aria-label={fill(words.place, { channel: words.channels[channel] })}
      aria-valuemin={0}
      aria-valuemax={length - 1}
      aria-valuenow={pixelAt(spot, length)}
      aria-valuetext={toldAt(series, { spot, along, length })}
      onPointerMove={follow}
      onPointerDown={follow}
      onKeyDown={onKeyDown}
    >
      <svg className={css['drawing']} viewBox="0 0 1000 255" preserveAspectRatio="none" aria-hidden="true">
        {[0, 64, 128, 192, 255].map((level) => (
          <line key={level} className={css['grid']} x1={0} x2={1000} y1={level} y2={level} />
        ))}
        {series.map(({ kind, values }) => (
          <path key={kind} className={css['curve']} data-kind={kind} d={pathOf(values, part)} />
        ))}
      </svg>
      <span className={css['most']} aria-hidden="true">
        255
      </span>
      {x >= 0 && x <= 100 && <span className={css['spot']} style={{ insetInlineStart: `${x}%` }} />}
    </div>
  );
}

function toldAt(
  series: readonly Series[],
  { spot, along, length }: { spot: number; along: ProfileLine['along']; length: number },
): string {
  const values = series.map(
    ({ name, values }) => `${name} ${Math.round(values[pixelAt(spot, values.length)] ?? 0)}`,
  );
  return [fill(words.at[along], { at: pixelAt(spot, length) }), ...values].join(', ');
}

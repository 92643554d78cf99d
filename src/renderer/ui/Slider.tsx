import { useId, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { NumberEntry } from './NumberEntry';
import { PressCount } from './PressCount';
import css from './Slider.module.css';
import {
  clampTo,
  fillOf,
  parseTyped,
  placeOf,
  snap,
  valueAfterKey,
  valueAt,
  type SliderRange,
} from './sliderMath';
import { useDrag } from './useDrag';
import { useFocusedWheel } from './useFocusedWheel';

export type SliderChange = {
  /** More changes will follow. */
  readonly isDragging: boolean;
  /** The press that made the change, both presses of a double click being one. Null: a key, the wheel or a typed number. */
  readonly press: number | null;
};

export type SliderProps = {
  label: string;
  hint?: string;
  range: SliderRange;
  value: number;
  /** How a value is shown and announced, including its unit. */
  format: (value: number) => string;
  /** Factor from the typed number to the value. */
  typedScale?: number;
  onChange: (value: number, change: SliderChange) => void;
  onSettle?: () => void;
  /** What the value belongs to. A change of owner ends a drag. */
  subject?: string;
  /** Name of the text entry. */
  entryLabel: string;
  name?: string;
  /** The values that differ among several owners, and how that is told. There is no thumb until the slider is moved. */
  mixed?: { readonly from: number; readonly to: number; readonly told: string } | undefined;
};

/** The band from the least to the greatest of differing values. */
function bandOf(range: SliderRange, { from, to }: { from: number; to: number }) {
  const [start, end] = [placeOf(range, from), placeOf(range, to)];
  return { insetInlineStart: `${start * 100}%`, inlineSize: `${(end - start) * 100}%` };
}

const ownKeys = /^[\d+\-−.,]$/;

/** A slider that fills from its neutral value. Label, value and unit are one control: type into it, drag it, or use the arrows. */
export function Slider(props: SliderProps) {
  const { label, hint, range, value, format, typedScale = 1, onChange, onSettle, mixed } = props;
  const id = useId();
  const track = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [presses] = useState(() => new PressCount());
  const change = (next: number, by: SliderChange = { isDragging: false, press: null }): void => {
    if (next !== value || mixed !== undefined) onChange(next, by);
  };
  useFocusedWheel(track, (direction) => {
    change(snap(range, value + direction * range.step));
  });
  const follow = (event: PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const by = { isDragging: true, press: presses.of(event) };
    change(valueAt(range, (event.clientX - box.left) / box.width), by);
  };
  const drag = useDrag({ subject: props.subject, onMove: follow, onEnd: () => onSettle?.() });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = valueAfterKey(range, value, event);
    if (next !== null) change(next);
    else if (ownKeys.test(event.key)) setTyped(event.key);
    else return;
    event.preventDefault();
  };
  const finish = (entered: string | null): void => {
    const amount = entered === null ? null : parseTyped(entered);
    if (amount !== null) change(clampTo(range, amount * typedScale));
    setTyped(null);
    track.current?.focus();
  };
  const told = mixed?.told ?? format(value);
  const fill = fillOf(range, value);
  return (
    <div className={css['row']} title={hint}>
      <div className={css['head']}>
        <span id={id}>{label}</span>
        {typed === null ? (
          <span
            className={css['value']}
            aria-hidden="true"
            onClick={() => {
              setTyped('');
            }}
          >
            {told}
          </span>
        ) : (
          <NumberEntry label={props.entryLabel} start={typed} placeholder={told} onDone={finish} />
        )}
      </div>
      <div
        ref={track}
        className={css['track']}
        role="slider"
        tabIndex={0}
        data-control={props.name}
        aria-labelledby={id}
        aria-valuemin={range.min}
        aria-valuemax={range.max}
        aria-valuenow={value}
        aria-valuetext={told}
        onKeyDown={onKeyDown}
        onDoubleClick={() => {
          change(range.neutral, { isDragging: false, press: presses.last() });
          onSettle?.();
        }}
        {...drag}
      >
        <div className={css['line']} />
        {mixed === undefined ? (
          <>
            <div
              className={css['fill']}
              data-whole={range.neutral === range.max && value > range.min}
              style={{ insetInlineStart: `${fill.from * 100}%`, inlineSize: `${fill.size * 100}%` }}
            />
            <div className={css['thumb']} style={{ insetInlineStart: `${placeOf(range, value) * 100}%` }} />
          </>
        ) : (
          <div className={css['band']} style={bandOf(range, mixed)} />
        )}
      </div>
    </div>
  );
}

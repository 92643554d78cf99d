import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { useStore } from 'zustand';
import { fill } from '../../../text/en';
import { evaluateText } from '../../../text/evaluate';
import { useDrag } from '../../../ui/useDrag';
import { cameraOf, originIn, type Bounds } from '../../../viewer';
import { afterKey, moveLine } from '../actions/line';
import { pixelAt } from '../state/profile';
import { view, type ProfileLine } from '../state/view';
import css from './LineMark.module.css';

const words = evaluateText.profile;

type Place = {
  /** CSS pixels from the pane's edge to the line, and where the picture begins and how long it is across the line. */
  readonly at: number;
  readonly origin: number;
  readonly length: number;
};

function placeOf({ along, at }: ProfileLine, bounds: Bounds): Place {
  const camera = cameraOf(view.getState().zoom, bounds);
  const { x, y } = originIn({ x: 0, y: 0, ...bounds.pane }, camera);
  const [origin, pixels] = along === 'row' ? [y, bounds.photo.height] : [x, bounds.photo.width];
  // The line goes through the middle of its pixels.
  const middle = (pixelAt(at, pixels) + 0.5) * camera.scale;
  const css = (device: number): number => device / bounds.ratio;
  return { at: css(origin + middle), origin: css(origin), length: css(pixels * camera.scale) };
}

/**
 * The line across a pane. It can be dragged in each of them.
 * @param isMain the one that the keyboard reaches; the others are the same line
 */
export function LineMark({ bounds, isMain }: { bounds: Bounds; isMain: boolean }) {
  const line = useStore(view, (state) => state.line);
  useStore(view, (state) => state.zoom);
  return line === null || bounds.pane.width === 0 ? null : (
    <Mark line={line} bounds={bounds} isMain={isMain} />
  );
}

function Mark({ line, bounds, isMain }: { line: ProfileLine; bounds: Bounds; isMain: boolean }) {
  const own = useRef<HTMLDivElement>(null);
  const { along } = line;
  const isRow = along === 'row';
  const { at, origin, length } = placeOf(line, bounds);
  const follow = ({ clientX, clientY }: PointerEvent): void => {
    const box = own.current?.parentElement?.getBoundingClientRect();
    if (box !== undefined) moveLine(((isRow ? clientY - box.top : clientX - box.left) - origin) / length);
  };
  const drag = useDrag({ subject: along, onMove: follow, onEnd: () => undefined });
  const pixels = isRow ? bounds.photo.height : bounds.photo.width;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const keys = isRow ? (['ArrowDown', 'ArrowUp'] as const) : (['ArrowRight', 'ArrowLeft'] as const);
    const next = afterKey(line.at, event, { length: pixels, keys });
    if (next === null) return;
    event.preventDefault();
    moveLine(next);
  };
  const now = pixelAt(line.at, pixels);
  const reached = {
    role: 'slider',
    tabIndex: 0,
    'aria-label': words.line,
    'aria-orientation': isRow ? 'vertical' : 'horizontal',
    'aria-valuemin': 0,
    'aria-valuemax': pixels - 1,
    'aria-valuenow': now,
    'aria-valuetext': fill(words[along], { at: now, count: pixels }),
    onKeyDown,
  } as const;
  return (
    <div
      ref={own}
      className={css['line']}
      data-along={along}
      style={isRow ? { insetBlockStart: at } : { insetInlineStart: at }}
      {...(isMain ? reached : { 'aria-hidden': true })}
      {...drag}
    />
  );
}

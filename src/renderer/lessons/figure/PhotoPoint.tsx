import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { PictureCanvas } from '../../ui/PictureCanvas';
import { useDrag } from '../../ui/useDrag';
import css from './PhotoPoint.module.css';
import { useLessonPicture } from './useLessonPicture';

export type PhotoPointProps = {
  /** Long edge of the shown picture, pixels. */
  size: number;
  /** The pixel, as shares of the picture's sides from the top left, 0–1. */
  x: number;
  y: number;
  onMove: (x: number, y: number) => void;
  /** Marks drawn over the photo. */
  children?: ReactNode;
};

const within = (share: number): number => Math.min(1, Math.max(0, share));

/** The lessons' photo with a point on it. It is dragged, or moved by the arrow keys: a pixel, with Shift ten. */
export function PhotoPoint({ size, x, y, onMove, children }: PhotoPointProps) {
  const picture = useLessonPicture(size);
  const drag = useDrag({
    subject: undefined,
    onEnd: () => undefined,
    onMove: (event: PointerEvent<HTMLElement>) => {
      const box = event.currentTarget.getBoundingClientRect();
      onMove(within((event.clientX - box.left) / box.width), within((event.clientY - box.top) / box.height));
    },
  });
  if (picture === null) return <div className={css['waiting']} />;
  const { width, height } = picture;
  const onKeyDown = (event: KeyboardEvent): void => {
    const far = event.shiftKey ? 10 : 1;
    const by: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [-far, 0],
      ArrowRight: [far, 0],
      ArrowUp: [0, -far],
      ArrowDown: [0, far],
    };
    const move = by[event.key];
    if (move === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    onMove(within(x + move[0] / Math.max(1, width - 1)), within(y + move[1] / Math.max(1, height - 1)));
  };
  const told = `${Math.round(x * (width - 1))}, ${Math.round(y * (height - 1))}`;
  return (
    <div
      className={css['photo']}
      role="slider"
      tabIndex={0}
      aria-label="The chosen pixel"
      aria-valuenow={Math.round(x * (width - 1))}
      aria-valuemin={0}
      aria-valuemax={width - 1}
      aria-valuetext={told}
      onKeyDown={onKeyDown}
      {...drag}
    >
      <PictureCanvas className={css['picture']} picture={picture} label="" />
      <span className={css['across']} style={{ insetBlockStart: `${y * 100}%` }} />
      <span className={css['down']} style={{ insetInlineStart: `${x * 100}%` }} />
      <span
        className={css['point']}
        style={{ insetBlockStart: `${y * 100}%`, insetInlineStart: `${x * 100}%` }}
      />
      {children}
    </div>
  );
}

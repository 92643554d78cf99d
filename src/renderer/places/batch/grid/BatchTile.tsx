import { Ban, Check, CircleSlash, Pencil, Sun, TriangleAlert, X, type LucideIcon } from 'lucide-react';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { batch, type Job } from '../../../state/batch';
import { finishedThumb } from '../../../actions/thumbs';
import { lookControls, mixOf } from '../../../state/look';
import { looks } from '../../../state/looks';
import { cardOf, models } from '../../../state/models';
import type { PhotoView } from '../../../state/photos';
import { showPlace } from '../../../state/places';
import { batchText } from '../../../text/batch';
import { counted, text } from '../../../text/en';
import { TilePicture } from '../../../ui/TilePicture';
import { clickPhoto } from '../actions/select';
import { batchView } from '../state/view';
import { tileState, type TileState } from '../tileState';
import { usePhoto } from '../useSet';
import css from './BatchTile.module.css';
import { ProgressRing } from './ProgressRing';
import { useCarrying } from './useCarrying';

export type BatchTileProps = {
  photo: string;
  /** Its index among all shown photos. */
  place: { readonly index: number; readonly of: number };
  isShown: boolean;
  isSelected: boolean;
  /** The Tab key comes here. */
  isStop: boolean;
};

/** What the tile or row of a photo says. */
export function useTileState(view: PhotoView | undefined, job: Job | undefined): TileState {
  const look = useStore(looks, ({ byPhoto }) => byPhoto[view?.entry.photo ?? '']?.present);
  const card = useStore(models, ({ list }) => cardOf(list, look?.model ?? ''));
  const controls = useMemo(() => lookControls(card, text.controls), [card]);
  return view === undefined ? 'new' : tileState(view, job, { look, controls });
}

/** The accessible name of a tile: file, state, marks. */
export function spokenName({ entry, error, marks }: PhotoView, state: TileState): string {
  return [
    entry.name,
    batchText.states[state],
    ...(error === null ? [] : [error.message]),
    ...(marks.rating > 0 ? [counted(text.strip.stars, marks.rating)] : []),
    ...(marks.isRejected ? [text.strip.rejected] : []),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** A photo of the grid: before, and once it is done before and after. */
export function BatchTile({ photo, place, isShown, isSelected, isStop }: BatchTileProps) {
  const view = usePhoto(photo);
  const job = useStore(batch, ({ jobs }) => jobs[photo]);
  const state = useTileState(view, job);
  const carrying = useCarrying(photo, job);
  if (view === undefined) return null;
  const name = spokenName(view, state);
  return (
    <div
      className={css['tile']}
      role="option"
      aria-selected={isSelected}
      aria-label={name}
      aria-posinset={place.index + 1}
      aria-setsize={place.of}
      title={view.entry.name}
      tabIndex={isStop ? 0 : -1}
      data-shown={isShown}
      data-state={state}
      data-photo={photo}
      {...carrying}
      onClick={(event) => {
        clickPhoto(photo, event);
      }}
      onDoubleClick={() => {
        showPlace('enhance');
      }}
    >
      <div className={css['picture']}>
        <Picture view={view} job={job} />
        <Marks view={view} isSelected={isSelected} />
        {state === 'running' && <ProgressRing value={job?.progress ?? null} />}
        <Mark state={state} />
      </div>
      <p className={css['caption']}>
        <span className={css['name']}>{view.entry.name}</span>
        <span className={css['word']} data-state={state}>
          {batchText.states[state]}
        </span>
      </p>
    </div>
  );
}

type PictureProps = { view: PhotoView; job: Job | undefined };

/** The photo, or the sentence that says why there is none. */
function Picture({ view, job }: PictureProps) {
  const error = job?.error ?? view.error;
  return error === null ? <Halves view={view} job={job} /> : <p className={css['error']}>{error.message}</p>;
}

/** What a person marked. */
function Marks({ view: { marks }, isSelected }: { view: PhotoView; isSelected: boolean }) {
  return (
    <>
      {isSelected && (
        <span className={css['check']}>
          <Check size={12} strokeWidth={3} aria-hidden="true" />
        </span>
      )}
      {marks.isRejected && <Ban className={css['rejected']} size={36} aria-hidden="true" />}
      {marks.rating > 0 && <span className={css['stars']}>{'★'.repeat(marks.rating)}</span>}
    </>
  );
}

/** The original; once the photo is done, its right half is the result, as in the viewer. */
function Halves({ view: { thumb }, job }: PictureProps) {
  const showOriginal = useStore(batchView, (state) => state.showOriginal);
  const card = useStore(models, ({ list }) => cardOf(list, job?.adjustments.model ?? ''));
  const after = useMemo(() => {
    const result = thumb?.result ?? null;
    if (thumb === null || result === null || job?.state !== 'done') return null;
    return finishedThumb({ ...thumb, result }, mixOf(job.adjustments, card));
  }, [thumb, job, card]);
  if (thumb === null) return null;
  return (
    <>
      <TilePicture className={css['image']} picture={thumb.original} />
      {after !== null && !showOriginal && (
        <span className={css['after']}>
          <TilePicture className={css['image']} picture={after} />
        </span>
      )}
    </>
  );
}

/** A mark for each state that has one. States are never told by colour alone. */
const marks: Partial<Record<TileState, LucideIcon>> = {
  done: Check,
  changed: Pencil,
  skipped: CircleSlash,
  wellLit: Sun,
  copied: Sun,
  cancelled: X,
  failed: TriangleAlert,
  unreadable: TriangleAlert,
};

function Mark({ state }: { state: TileState }) {
  const Icon = marks[state];
  if (Icon === undefined) return null;
  return (
    <span className={css['mark']} data-state={state}>
      <Icon size={12} strokeWidth={state === 'done' ? 3 : 2.5} aria-hidden="true" />
    </span>
  );
}

import { Ban, Check, Pencil, TriangleAlert, X } from 'lucide-react';
import { useMemo, type MouseEvent } from 'react';
import { useStore } from 'zustand';
import { closePhoto } from '../../../actions/photoSet';
import { dragOut } from '../../../actions/dragOut';
import { selectedPhotos } from '../../../state/selection';
import { finishedThumb } from '../../../actions/thumbs';
import { lookControls, mixOf } from '../../../state/look';
import { looks } from '../../../state/looks';
import { cardOf, models } from '../../../state/models';
import { photos, type PhotoView } from '../../../state/photos';
import { tileMark, tileName, type TileMark } from '../../../text/tileMark';
import { fill, text } from '../../../text/en';
import { PictureCanvas } from '../../../ui/PictureCanvas';
import { Ring } from '../../../ui/Ring';
import css from './FilmTile.module.css';

export type FilmTileProps = {
  photo: string;
  /** Its index among all, and where it stands, in CSS pixels. */
  place: { readonly index: number; readonly of: number; readonly start: number };
  isShown: boolean;
  isSelected: boolean;
  /** Several photos are selected, and this is one of them. */
  isOneOfSeveral: boolean;
  onSelect: (photo: string, event: MouseEvent) => void;
};

/** A photo of the strip: its thumbnail and a status mark. */
export function FilmTile({ photo, place, isShown, isSelected, isOneOfSeveral, onSelect }: FilmTileProps) {
  const found = useStore(photos, ({ byId }) => byId[photo]);
  const mark = useTileMark(found);
  if (found === undefined) return null;
  const { entry } = found;
  const name = tileName(found, mark);
  return (
    <div className={css['place']} role="presentation" style={{ insetInlineStart: place.start }}>
      <div
        className={css['tile']}
        role="option"
        aria-selected={isSelected}
        aria-label={name}
        aria-posinset={place.index + 1}
        aria-setsize={place.of}
        title={name}
        tabIndex={isShown ? 0 : -1}
        draggable
        data-shown={isShown}
        data-status={mark}
        data-photo={photo}
        data-rejected={found.marks.isRejected}
        onClick={(event) => {
          onSelect(photo, event);
        }}
        onDragStart={(event) => {
          event.preventDefault();
          void dragOut(photo, selectedPhotos());
        }}
      >
        <Thumbnail photo={found} />
        {isOneOfSeveral && (
          <span className={css['check']}>
            <Check size={11} strokeWidth={3} aria-hidden="true" />
          </span>
        )}
        {found.marks.isRejected && <Ban className={css['rejected']} size={28} aria-hidden="true" />}
        {found.marks.rating > 0 && (
          <span className={css['stars']} aria-hidden="true">
            {'★'.repeat(found.marks.rating)}
          </span>
        )}
        <StatusMark mark={mark} />
      </div>
      {/* The keyboard way is Delete on the tile. */}
      <button
        type="button"
        className={css['close']}
        tabIndex={-1}
        aria-hidden="true"
        title={fill(text.strip.close, { name: entry.name })}
        onClick={() => {
          closePhoto(photo);
        }}
      >
        <X size={12} aria-hidden="true" />
      </button>
    </div>
  );
}

function useTileMark(photo: PhotoView | undefined): TileMark {
  const look = useStore(looks, ({ byPhoto }) => byPhoto[photo?.entry.photo ?? '']?.present);
  const card = useStore(models, ({ list }) => cardOf(list, look?.model ?? ''));
  const controls = useMemo(() => lookControls(card, text.controls), [card]);
  return photo === undefined ? 'waiting' : tileMark(photo, look, controls);
}

/** The photo with its present look. */
function Thumbnail({ photo: { entry, thumb } }: { photo: PhotoView }) {
  const look = useStore(looks, ({ byPhoto }) => byPhoto[entry.photo]?.present);
  const card = useStore(models, ({ list }) => cardOf(list, look?.model ?? ''));
  const picture = useMemo(
    () => (thumb === null || look === undefined ? thumb?.original : finishedThumb(thumb, mixOf(look, card))),
    [thumb, look, card],
  );
  if (picture === undefined) return <span className={css['blank']} />;
  return <PictureCanvas className={css['picture']} picture={picture} label="" />;
}

function StatusMark({ mark }: { mark: TileMark }) {
  if (mark === 'waiting') return null;
  return (
    <span className={css['mark']} data-status={mark}>
      {mark === 'working' && <Ring size={14} />}
      {mark === 'saved' && <Check size={11} strokeWidth={3} aria-hidden="true" />}
      {mark === 'changed' && <Pencil size={10} strokeWidth={2.5} aria-hidden="true" />}
      {(mark === 'failed' || mark === 'damaged') && (
        <TriangleAlert size={11} strokeWidth={2.5} aria-hidden="true" />
      )}
      {mark === 'damaged' && text.strip.damaged}
    </span>
  );
}

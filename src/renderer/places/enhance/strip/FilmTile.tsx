import { Check, Pencil, TriangleAlert, X } from 'lucide-react';
import { useMemo, type MouseEvent } from 'react';
import { useStore } from 'zustand';
import { closePhoto } from '../actions/takePhotos';
import { finishedThumb } from '../actions/thumbs';
import { lookControls, mixOf } from '../../../state/look';
import { looks } from '../../../state/looks';
import { cardOf, models } from '../../../state/models';
import { photos, type PhotoView } from '../../../state/photos';
import { tileMark, tileName, type TileMark } from '../../../state/tileMark';
import { fill, text } from '../../../text/en';
import { PictureCanvas } from '../../../ui/PictureCanvas';
import { Ring } from '../../../ui/Ring';
import css from './FilmTile.module.css';

export type FilmTileProps = {
  photo: string;
  isShown: boolean;
  isSelected: boolean;
  onSelect: (event: MouseEvent) => void;
};

/** A photo of the strip: its thumbnail and a status mark. */
export function FilmTile({ photo, isShown, isSelected, onSelect }: FilmTileProps) {
  const found = useStore(photos, ({ byId }) => byId[photo]);
  const mark = useTileMark(found);
  if (found === undefined) return null;
  const { entry } = found;
  const name = tileName(found, mark);
  return (
    <div className={css['place']}>
      <div
        className={css['tile']}
        role="option"
        aria-selected={isSelected}
        aria-label={name}
        title={name}
        tabIndex={isShown ? 0 : -1}
        data-shown={isShown}
        data-status={mark}
        onClick={onSelect}
      >
        <Thumbnail photo={found} />
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

import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { closePhoto } from '../actions/takePhotos';
import { neighbourOf, photos, showPhoto } from '../state/photos';
import { setView } from '../state/view';
import { text } from '../../../text/en';
import css from './FilmStrip.module.css';
import { FilmTile } from './FilmTile';

function select(photo: string | null): void {
  showPhoto(photo);
  setView({ zoom: { kind: 'fit' }, values: null });
}

/** The open photos with their status. Arrow keys move along, Delete closes. */
export function FilmStrip() {
  const order = useStore(photos, (state) => state.order);
  const active = useStore(photos, (state) => state.active);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const tile = list.current?.querySelector<HTMLElement>('[aria-selected="true"]');
    tile?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    // The focus follows only if the strip has it, so opening a photo takes no focus away.
    if (list.current?.contains(document.activeElement) === true) tile?.focus();
  }, [active]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      Home: -Infinity,
      End: Infinity,
    };
    const by = steps[event.key];
    if (by !== undefined) select(neighbourOf(photos.getState(), by));
    else if ((event.key === 'Delete' || event.key === 'Backspace') && active !== null) closePhoto(active);
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={list}
      className={css['strip']}
      role="listbox"
      aria-label={text.strip.label}
      aria-orientation="horizontal"
      onKeyDown={onKeyDown}
    >
      {order.map((photo) => (
        <FilmTile
          key={photo}
          photo={photo}
          isActive={photo === active}
          onSelect={() => {
            select(photo);
          }}
        />
      ))}
    </div>
  );
}

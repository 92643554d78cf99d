import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react';
import { useStore } from 'zustand';
import { closePhoto } from '../actions/takePhotos';
import { neighbourOf, photos, showPhoto } from '../state/photos';
import { setView } from '../state/view';
import { text } from '../../../text/en';
import css from './FilmStrip.module.css';
import { FilmTile } from './FilmTile';
import { sideways } from './sideways';

function select(photo: string | null): void {
  showPhoto(photo);
  setView({ zoom: { kind: 'fit' }, values: null });
}

/** A vertical wheel moves the strip sideways, because most wheels turn only that way. */
function useSidewaysWheel(strip: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = strip.current;
    const turn = (event: WheelEvent): void => {
      if (element === null) return;
      const by = sideways(event, element.clientWidth);
      if (by === 0) return;
      event.preventDefault();
      element.scrollLeft += by;
    };
    // React listens passively, and a passive listener cannot keep the browser's own scrolling away.
    element?.addEventListener('wheel', turn, { passive: false });
    return () => element?.removeEventListener('wheel', turn);
  }, [strip]);
}

/** The open photos with their status. Arrow keys move along, Delete closes. */
export function FilmStrip() {
  const order = useStore(photos, (state) => state.order);
  const active = useStore(photos, (state) => state.active);
  const list = useRef<HTMLDivElement>(null);
  useSidewaysWheel(list);
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

import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react';
import { useStore } from 'zustand';
import { closePhoto } from '../actions/takePhotos';
import { neighbourOf, photos } from '../../../state/photos';
import {
  chosen,
  selectedOf,
  selectedPhotos,
  selectOnly,
  selectThrough,
  selectToo,
  toggleSelected,
} from '../../../state/selection';
import { setView } from '../state/view';
import { text } from '../../../text/en';
import css from './FilmStrip.module.css';
import { FilmTile } from './FilmTile';
import { sideways } from './sideways';

type Modifiers = { readonly shiftKey: boolean; readonly ctrlKey: boolean; readonly metaKey: boolean };

function click(photo: string, { shiftKey, ctrlKey, metaKey }: Modifiers): void {
  if (shiftKey) selectThrough(photo);
  else if (ctrlKey || metaKey) toggleSelected(photo);
  else selectOnly(photo);
  setView({ zoom: { kind: 'fit' }, values: null });
}

function go(by: number, { shiftKey }: Modifiers): void {
  const photo = neighbourOf(photos.getState(), by);
  if (photo === null) return;
  if (shiftKey) selectToo(photo);
  else selectOnly(photo);
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

/**
 * The open photos with their status. Arrow keys move along, Delete closes. Photos are selected together with Shift, Ctrl or Cmd, for
 * what is done to several.
 */
export function FilmStrip() {
  const order = useStore(photos, (state) => state.order);
  const active = useStore(photos, (state) => state.active);
  const together = useStore(chosen, (state) => state.photos);
  const selected = new Set(selectedOf({ order, active }, together));
  const list = useRef<HTMLDivElement>(null);
  useSidewaysWheel(list);
  useEffect(() => {
    const tile = list.current?.querySelector<HTMLElement>('[data-shown="true"]');
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
    if (by !== undefined) go(by, event);
    else if (event.key === 'Delete' || event.key === 'Backspace') selectedPhotos().forEach(closePhoto);
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
      aria-multiselectable="true"
      onKeyDown={onKeyDown}
    >
      {order.map((photo) => (
        <FilmTile
          key={photo}
          photo={photo}
          isShown={photo === active}
          isSelected={selected.has(photo)}
          onSelect={(event) => {
            click(photo, event);
          }}
        />
      ))}
    </div>
  );
}

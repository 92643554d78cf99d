import { useEffect, useMemo, useRef, type KeyboardEvent, type MouseEvent, type RefObject } from 'react';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useStore } from 'zustand';
import { goTo } from '../actions/commands';
import { closePhotos } from '../../../actions/photoSet';
import { photos, showPhoto } from '../../../state/photos';
import { selectedPhotos, selectOnly, selectThrough, toggleSelected } from '../../../state/selection';
import { setView } from '../state/view';
import { setSight } from '../../../state/sight';
import { text } from '../../../text/en';
import { MenuAtPointer } from '../../../ui/MenuAtPointer';
import { photoMenu } from '../photoMenu';
import { useSelected, useStripOrder } from '../useShown';
import css from './FilmStrip.module.css';
import { FilmTile } from './FilmTile';
import { sideways } from './sideways';
import { StripFilter } from './StripFilter';

type Modifiers = { readonly shiftKey: boolean; readonly ctrlKey: boolean; readonly metaKey: boolean };

function click(photo: string, { shiftKey, ctrlKey, metaKey }: Modifiers): void {
  if (shiftKey) selectThrough(photo);
  else if (ctrlKey || metaKey) toggleSelected(photo);
  else selectOnly(photo);
  setView({ zoom: { kind: 'fit' }, values: null });
}

/** A right click acts on the tile under the pointer, and on all selected ones if it is one of them. */
function pointAt(event: MouseEvent): void {
  const tile = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-photo]') : null;
  const photo = tile?.dataset['photo'];
  if (photo === undefined) event.preventDefault();
  else if (!selectedPhotos().includes(photo)) selectOnly(photo);
  else showPhoto(photo);
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

/** Size of a tile and the distance to the next, in CSS pixels. */
const tile = { width: 96, gap: 8, edge: 16 } as const;
/** The shown photo's neighbours stay partly visible, and its outline is complete. */
const aside = 60;

/** The tiles in sight. The shown photo's is always there, because it takes the focus. */
function useTiles(list: RefObject<HTMLDivElement | null>, order: readonly string[], shown: number) {
  return useVirtualizer({
    horizontal: true,
    count: order.length,
    getScrollElement: () => list.current,
    estimateSize: () => tile.width,
    gap: tile.gap,
    paddingStart: tile.edge,
    paddingEnd: tile.edge,
    scrollPaddingStart: aside,
    scrollPaddingEnd: aside,
    overscan: 4,
    getItemKey: (index) => order[index] ?? index,
    rangeExtractor: (range) => {
      const inSight = defaultRangeExtractor(range);
      return shown < 0 || inSight.includes(shown) ? inSight : [...inSight, shown].sort((a, b) => a - b);
    },
  });
}

/**
 * The open photos with their status. Arrow keys move along, Delete closes. Photos are selected together with Shift, Ctrl or Cmd, for
 * what is done to several.
 */
export function FilmStrip() {
  return (
    <div className={css['strip']}>
      <StripFilter />
      <Tiles />
    </div>
  );
}

function onKeyDown(event: KeyboardEvent): void {
  // Arrow keys go from photo to photo everywhere in the place.
  const ends: Readonly<Record<string, number>> = { Home: -Infinity, End: Infinity };
  const by = ends[event.key];
  if (by !== undefined) goTo(by, event.shiftKey ? selectThrough : selectOnly);
  else if (event.key === 'Delete' || event.key === 'Backspace') closePhotos(selectedPhotos());
  else return;
  event.preventDefault();
}

function Tiles() {
  const order = useStripOrder();
  const active = useStore(photos, (state) => state.active);
  const together = useSelected();
  const selected = useMemo(() => new Set(together), [together]);
  const list = useRef<HTMLDivElement>(null);
  const shown = order.indexOf(active ?? '');
  const tiles = useTiles(list, order, shown);
  useSidewaysWheel(list);
  const seen = tiles.getVirtualItems();
  useEffect(() => {
    setSight(seen.map(({ index }) => order[index] ?? ''));
  }, [seen, order]);
  useEffect(() => {
    if (shown >= 0) tiles.scrollToIndex(shown, { align: 'auto' });
    // The focus follows only if the strip has it, so opening a photo takes no focus away.
    if (list.current?.contains(document.activeElement) === true)
      list.current.querySelector<HTMLElement>('[data-shown="true"]')?.focus({ preventScroll: true });
  }, [active, shown, tiles]);
  return (
    <MenuAtPointer entries={photoMenu}>
      <div
        ref={list}
        className={css['list']}
        role="listbox"
        aria-label={text.strip.label}
        aria-orientation="horizontal"
        aria-multiselectable="true"
        onKeyDown={onKeyDown}
        onContextMenu={pointAt}
      >
        <div className={css['all']} role="presentation" style={{ inlineSize: tiles.getTotalSize() }}>
          {seen.map(({ index, start }) => (
            <FilmTile
              key={order[index]}
              photo={order[index] ?? ''}
              place={{ index, of: order.length, start }}
              isShown={index === shown}
              isSelected={selected.has(order[index] ?? '')}
              isOneOfSeveral={selected.size > 1 && selected.has(order[index] ?? '')}
              onSelect={click}
            />
          ))}
        </div>
      </div>
    </MenuAtPointer>
  );
}

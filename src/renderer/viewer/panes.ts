import type { Region, Size } from '@core';
import { fitScale } from './camera';
import type { ViewKind } from './viewerProps';

/** Fewer panes in a row are worth it from so much on: what rounding alone brings is none. */
const leastGain = 1.01;

/** What a part of the stage shows. */
export type Shown = 'lowLight' | 'enhanced' | 'truth' | 'difference';

/** A rectangle of the stage with its own view of the photo. All panes of a stage have the same size. */
export type Pane = {
  readonly area: Region;
  readonly shows: Shown;
  /** What is shown right of the split line, if there is one. */
  readonly beyond: Shown | null;
};

export type PaneOptions = {
  readonly view: ViewKind;
  readonly hasEnhanced: boolean;
  readonly hasTruth: boolean;
  /** The original replaces the result: its key is held, or the blink view shows it. */
  readonly original: boolean;
};

type Contents = { readonly shows: Shown; readonly beyond: Shown | null };

/** What each pane shows, from the left. Without a result only the photo is shown. Without a truth its view becomes side by side. */
export function contentsOf({ view, hasEnhanced, hasTruth, original }: PaneOptions): Contents[] {
  const only = (shows: Shown): Contents => ({ shows, beyond: null });
  const result = hasEnhanced && !original ? 'enhanced' : 'lowLight';
  if (view === 'truth' && hasTruth) {
    return hasEnhanced ? [only('truth'), only('lowLight'), only(result)] : [only('truth'), only('lowLight')];
  }
  if (!hasEnhanced) return [only('lowLight')];
  if (view === 'side' || view === 'truth') return [only('lowLight'), only(result)];
  if (original || view === 'blink') return [only(result)];
  if (view === 'difference') return [only('difference')];
  return [{ shows: 'lowLight', beyond: 'enhanced' }];
}

export type Room = {
  readonly stage: Size;
  readonly photo: Size;
  readonly gap: number;
  /** Height under each pane that is kept free for its caption. */
  readonly band: number;
};

/** Panes in rows of as many as show the photo largest; beside each other where it comes to the same. */
export function arrange(count: number, { stage, photo, gap, band }: Room): Region[] {
  const fit = ({ width, height }: Size): number =>
    fitScale({ photo, pane: { width, height: Math.max(1, height - band) } });
  const grids = Array.from({ length: count }, (_, index) => {
    const across = count - index;
    return { across, cell: paneSize(stage, { across, down: Math.ceil(count / across), gap }) };
  });
  const [first, ...others] = grids;
  if (first === undefined) return [];
  const { across, cell } = others.reduce(
    (best, grid) => (fit(grid.cell) > leastGain * fit(best.cell) ? grid : best),
    first,
  );
  return Array.from({ length: count }, (_, index) => ({
    x: (index % across) * (cell.width + gap),
    y: Math.floor(index / across) * (cell.height + gap),
    width: cell.width,
    height: Math.max(1, cell.height - band),
  }));
}

function paneSize(stage: Size, { across, down, gap }: { across: number; down: number; gap: number }): Size {
  return {
    width: Math.max(1, Math.floor((stage.width - gap * (across - 1)) / across)),
    height: Math.max(1, Math.floor((stage.height - gap * (down - 1)) / down)),
  };
}

export function panesOf(options: PaneOptions, room: Room): Pane[] {
  const contents = contentsOf(options);
  const areas = arrange(contents.length, room);
  return contents.flatMap((content, index) => {
    const area = areas[index];
    return area === undefined ? [] : [{ area, ...content }];
  });
}

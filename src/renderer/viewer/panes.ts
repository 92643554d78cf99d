import type { Region, Size } from '@core';
import type { ViewKind } from './viewerProps';

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

/** Panes side by side or stacked, whichever shows the photo larger. On a tie they are side by side. */
export function arrange(
  count: number,
  { stage, photo, gap }: { stage: Size; photo: Size; gap: number },
): Region[] {
  const columns = paneSize(stage, { across: count, down: 1, gap });
  const rows = paneSize(stage, { across: 1, down: count, gap });
  const fits = (pane: Size): number => Math.min(pane.width / photo.width, pane.height / photo.height);
  // People expect side by side, so a small gain in size does not justify stacking.
  const isStacked = fits(rows) > 1.25 * fits(columns);
  const pane = isStacked ? rows : columns;
  return Array.from({ length: count }, (_, index) => ({
    x: isStacked ? 0 : index * (pane.width + gap),
    y: isStacked ? index * (pane.height + gap) : 0,
    ...pane,
  }));
}

function paneSize(stage: Size, { across, down, gap }: { across: number; down: number; gap: number }): Size {
  return {
    width: Math.max(1, Math.floor((stage.width - gap * (across - 1)) / across)),
    height: Math.max(1, Math.floor((stage.height - gap * (down - 1)) / down)),
  };
}

export function panesOf(options: PaneOptions, room: { stage: Size; photo: Size; gap: number }): Pane[] {
  const contents = contentsOf(options);
  const areas = arrange(contents.length, room);
  return contents.flatMap((content, index) => {
    const area = areas[index];
    return area === undefined ? [] : [{ area, ...content }];
  });
}

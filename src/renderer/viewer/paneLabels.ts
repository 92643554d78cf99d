import type { Region, Size } from '@core';
import { halves, labelMargin, placeLabel, type Corner } from './labels';
import type { Shown } from './panes';
import type { Point } from './rectangle';
import { cutAt, type Scene } from './scene';
import type { ViewerProps } from './viewerProps';

/** A label or caption of the stage. Ids are element ids, such as `0-shows-label` for the left side of pane 0. */
export type PaneLabel = {
  readonly id: string;
  readonly text: string;
  readonly kind: 'label' | 'warning' | 'caption';
};

type Side = 'shows' | 'beyond';
type LabelProps = Pick<ViewerProps, 'text' | 'isDraft' | 'isDamaged' | 'differenceGain' | 'layers'>;

/** The stage's labels in reading order. `labelPlaces` computes their positions for each frame. */
export function paneLabels(
  panes: readonly { readonly shows: Shown; readonly beyond: Shown | null }[],
  props: LabelProps & Pick<ViewerProps, 'captions'>,
): PaneLabel[] {
  return panes.flatMap((pane, index) =>
    (['shows', 'beyond'] as const).flatMap((side) => {
      const shown = pane[side];
      if (shown === null) return [];
      const caption = shown === 'difference' ? undefined : props.captions[shown];
      const kind = shown === 'lowLight' && props.isDamaged === true ? 'warning' : 'label';
      const label = { id: `${index}-${side}-label`, text: labelOf(shown, props), kind } as const;
      return caption === undefined
        ? [label]
        : [label, { id: `${index}-${side}-caption`, text: caption, kind: 'caption' }];
    }),
  );
}

function labelOf(shown: Shown, props: LabelProps): string {
  const { text, isDraft, isDamaged, differenceGain, layers } = props;
  if (shown === 'difference')
    return text.difference(differenceGain, layers.truth === null ? 'lowLight' : 'truth');
  if (shown === 'enhanced' && isDraft) return text.draft;
  if (shown === 'lowLight' && isDamaged === true) return text.damaged;
  return text[shown];
}

/**
 * Position of each label in CSS pixels, or null if it has no room.
 * Labels go to the upper corners of the photo's visible part on their side, captions to the lower ones.
 * Sides do not overlap, so neither do labels.
 */
export function labelPlaces(
  scene: Scene,
  { ratio, sizes }: { ratio: number; sizes: ReadonlyMap<string, Size> },
): Map<string, Point | null> {
  const places = new Map<string, Point | null>();
  scene.panes.forEach((pane, index) => {
    for (const { side, area } of sidesOf(pane, scene.splitX)) {
      const { upper, lower } = halves(scaled(area, 1 / ratio));
      const isRight = side === 'beyond';
      place(`${index}-${side}-label`, upper, isRight ? 'topRight' : 'topLeft');
      place(`${index}-${side}-caption`, lower, isRight ? 'bottomRight' : 'bottomLeft');
    }
  });
  return places;

  function place(id: string, room: Region, corner: Corner): void {
    const size = sizes.get(id);
    if (size !== undefined) places.set(id, placeLabel({ size, room, corner }, labelMargin));
  }
}

function sidesOf(
  pane: { readonly seen: Region; readonly beyond: Shown | null },
  splitX: number | null,
): { side: Side; area: Region }[] {
  if (pane.beyond === null || splitX === null) return [{ side: 'shows', area: pane.seen }];
  const [left, right] = cutAt(pane.seen, splitX);
  return [
    { side: 'shows', area: left },
    { side: 'beyond', area: right },
  ];
}

function scaled({ x, y, width, height }: Region, factor: number): Region {
  return { x: x * factor, y: y * factor, width: width * factor, height: height * factor };
}

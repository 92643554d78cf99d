import type { Region, Size } from '@core';
import { labelMargin, placeLabel, type Corner } from './labels';
import type { Shown } from './panes';
import type { Point } from './rectangle';
import { captionGap, cutAt, type Scene } from './scene';
import type { LayerName, ViewerProps } from './viewerProps';

/** A label or caption of the stage. Ids are element ids, such as `0-shows-label` for the left side of pane 0. */
export type PaneLabel = {
  readonly id: string;
  readonly text: string;
  readonly kind: 'label' | 'warning' | 'caption';
};

type Side = 'shows' | 'beyond';
type LabelProps = Pick<ViewerProps, 'text' | 'isDraft' | 'isDamaged' | 'differenceGain' | 'layers'> & {
  /** Layers whose full-size pixels are wanted and not there yet. */
  readonly pending: readonly LayerName[];
};

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
  const { text, isDraft, isDamaged, differenceGain, layers, pending } = props;
  if (shown === 'difference')
    return text.difference(differenceGain, layers.truth === null ? 'lowLight' : 'truth');
  if (shown === 'lowLight' && isDamaged === true) return text.damaged;
  const isPending = pending.includes(shown) || (shown === 'enhanced' && isDraft);
  return isPending ? `${text[shown]} · ${text.draft}` : text[shown];
}

/**
 * Where each label goes, CSS pixels, or null where it has no room: in the upper corners of what its side shows of the photo,
 * captions under it. Sides do not overlap, so neither do labels.
 */
export function labelPlaces(
  scene: Scene,
  { ratio, sizes }: { ratio: number; sizes: ReadonlyMap<string, Size> },
): Map<string, Point | null> {
  const places = new Map<string, Point | null>();
  scene.panes.forEach((pane, index) => {
    for (const { side, area } of sidesOf(pane, scene.splitX)) {
      const room = scaled(area, 1 / ratio);
      const isRight = side === 'beyond';
      place(`${index}-${side}-label`, room, isRight ? 'topRight' : 'topLeft');
      under(`${index}-${side}-caption`, room, isRight);
    }
  });
  return places;

  function place(id: string, room: Region, corner: Corner): void {
    const size = sizes.get(id);
    if (size !== undefined) places.set(id, placeLabel({ size, room, corner }, labelMargin));
  }

  function under(id: string, photo: Region, isRight: boolean): void {
    const size = sizes.get(id);
    if (size === undefined) return;
    const fits = size.width <= photo.width && size.height + captionGap <= scene.band / ratio;
    const x = isRight ? photo.x + photo.width - size.width : photo.x;
    places.set(id, fits ? { x, y: photo.y + photo.height + captionGap } : null);
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

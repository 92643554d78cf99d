import type { NetworkLayer } from '@contract';
import type { Picture } from '../../../../bridge';
import { PictureCanvas } from '../../../../ui/PictureCanvas';
import { useMemo } from 'react';
import { Card } from '../../../figure/Card';
import { sightWords } from '../../../figure/inside/layerWords';
import css from './Neighbourhood.module.css';
import { useMicroscope } from './microscope';

/** Pixels of the photo on a side. At this many, each is about 16 pixels of the screen large. */
const leastSide = 15;

type Box = { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number };

/** The photo around the value, enlarged, with the window that it sees and those of the next layers. */
export function Neighbourhood() {
  const { answer, layer, looked } = useMicroscope();
  const later = laterFields(answer.value?.layers ?? [], layer);
  const isThumbnail = layer?.sight.of === 'thumbnail';
  const input = isThumbnail ? undefined : answer.value?.input;
  const window = looked?.pixel.window ?? null;
  return (
    <Card
      title="Around the pixel"
      note={isThumbnail ? 'this layer sees the thumbnail' : 'a square is a pixel'}
    >
      {input === undefined || window === null ? (
        <div className={css['waiting']}>–</div>
      ) : (
        <Enlarged input={input} window={window} later={later} />
      )}
      <Legend layer={layer} later={later} />
    </Card>
  );
}

function Legend({ layer, later }: { layer: NetworkLayer | undefined; later: readonly NetworkLayer[] }) {
  return (
    <>
      {layer !== undefined && (
        <p className={css['legend']}>
          <span className={css['own']} /> {layer.name} {sightWords(layer)}
        </p>
      )}
      {later.length > 0 && (
        <p className={css['legend']}>
          <span className={css['later']} /> {later.map(({ name }) => name).join(', ')} after it
        </p>
      )}
    </>
  );
}

/** The next two layers that see more. */
function laterFields(
  layers: readonly NetworkLayer[],
  layer: NetworkLayer | undefined,
): readonly NetworkLayer[] {
  const [start] = layer?.sight.field ?? [0];
  if (layer === undefined || start === 0) return [];
  const found: NetworkLayer[] = [];
  let seen = start;
  for (const next of layers.slice(layer.index + 1)) {
    const [side] = next.sight.field ?? [0];
    if (found.length === 2 || !next.canProbe || next.sight.of !== 'photo' || side <= seen) continue;
    found.push(next);
    seen = side;
  }
  return found;
}

type EnlargedProps = { input: Picture; window: Box; later: readonly NetworkLayer[] };

function Enlarged({ input, window, later }: EnlargedProps) {
  const { top, left, bottom, right } = window;
  const own = Math.max(bottom - top, right - left) + 1;
  const fitting = later.filter(({ sight }) => (sight.field?.[0] ?? 0) <= Math.max(own * 2, 32));
  const widest = Math.max(own, ...fitting.map(({ sight }) => sight.field?.[0] ?? 0));
  const side = Math.max(leastSide, widest + 4);
  const centre = { x: (left + right) / 2, y: (top + bottom) / 2 };
  const corner = { x: Math.round(centre.x - (side - 1) / 2), y: Math.round(centre.y - (side - 1) / 2) };
  const crop = useMemo(
    () => cropped(input, { x: corner.x, y: corner.y, side }),
    [input, corner.x, corner.y, side],
  );
  const place = (box: Box) => ({
    insetInlineStart: `${(100 * (box.left - corner.x)) / side}%`,
    insetBlockStart: `${(100 * (box.top - corner.y)) / side}%`,
    inlineSize: `${(100 * (box.right - box.left + 1)) / side}%`,
    blockSize: `${(100 * (box.bottom - box.top + 1)) / side}%`,
  });
  return (
    <div className={css['enlarged']}>
      <PictureCanvas className={css['crop']} picture={crop} label="The photo around the pixel, enlarged" />
      {fitting.map(({ index, sight }) => {
        const reach = ((sight.field?.[0] ?? 1) - 1) / 2;
        const box = {
          top: centre.y - reach,
          bottom: centre.y + reach,
          left: centre.x - reach,
          right: centre.x + reach,
        };
        return <span key={index} className={css['laterBox']} style={place(box)} />;
      })}
      <span className={css['ownBox']} style={place(window)} />
    </div>
  );
}

/** A square of a picture. What lies outside of it is black, as the padding is. */
function cropped(
  { width, height, data }: Picture,
  { x, y, side }: { x: number; y: number; side: number },
): Picture {
  const out = new Uint8Array(side * side * 3);
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      const [fromX, fromY] = [x + column, y + row];
      if (fromX < 0 || fromY < 0 || fromX >= width || fromY >= height) continue;
      const from = (fromY * width + fromX) * 3;
      out.set(data.subarray(from, from + 3), (row * side + column) * 3);
    }
  }
  return { width: side, height: side, data: out };
}

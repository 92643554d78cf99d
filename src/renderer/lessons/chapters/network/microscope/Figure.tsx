import { Check, TriangleAlert } from 'lucide-react';
import { useEffect } from 'react';
import { Card } from '../../../figure/Card';
import { Chain } from '../../../figure/inside/Chain';
import { activationWords } from '../../../figure/inside/layerWords';
import { MapGrid } from '../../../figure/inside/MapGrid';
import { Trouble } from '../../../figure/inside/Trouble';
import { insideSize, useMaps } from '../../../figure/inside/useInside';
import { NetworkChoice } from '../../../figure/ModelChoice';
import { shown } from '../../../figure/number';
import { PhotoPoint } from '../../../figure/PhotoPoint';
import { useBeside } from '../../../page/standing';
import css from './Figure.module.css';
import { stepLayer, useMicroscope, values } from './microscope';
import { Neighbourhood } from './Neighbourhood';
import { Rows } from './Rows';

/** Upright photos would otherwise fill the window. Pixels of the screen. */
const photoHeight = 250;

/** Layers, and one of their values: the photo around it, patch × filter = products, the sum, and the runtime's word for it. */
export function Figure() {
  // Beside a photo these keys go from photo to photo.
  const hasKeys = useBeside() === null;
  useKeys(hasKeys);
  const { model } = values.useValues();
  const { answer, layer } = useMicroscope();
  const layers = answer.value?.layers.filter(({ canProbe }) => canProbe) ?? [];
  return (
    <div className={css['figure']}>
      <div className={css['top']}>
        <NetworkChoice
          value={model}
          onChange={(chosen) => {
            values.set({ model: chosen, layer: 0 });
          }}
        />
        {hasKeys && (
          <span className={css['note']}>[ and ] change the layer, comma and full stop the filter</span>
        )}
      </div>
      <Chain
        layers={layers}
        chosen={layer?.index}
        isWaiting={answer.isWaiting}
        onChoose={(index) => {
          values.set({ layer: index });
        }}
      />
      <Trouble error={answer.error} notices={answer.value?.notices ?? []} />
      <div className={css['microscope']}>
        <Photo />
        <Neighbourhood />
        <Rows>
          <Total />
        </Rows>
      </div>
      <Filters />
    </div>
  );
}

/** The photo with the pixel on it, and the place of the value on the layer's map. */
function Photo() {
  const { x, y } = values.useValues();
  const { answer, layer, spot } = useMicroscope();
  const { width, height } = answer.value?.input ?? { width: 3, height: 2 };
  return (
    <Card title="The photo" note="arrows move the pixel">
      <div style={{ maxInlineSize: `${(photoHeight * width) / height}px` }}>
        <PhotoPoint
          size={insideSize}
          x={x}
          y={y}
          onMove={(nextX, nextY) => {
            values.set({ x: nextX, y: nextY });
          }}
        />
      </div>
      {layer !== undefined && (
        <p className={css['note']}>
          Row {spot.row}, column {spot.column} of {layer.shape[1]} × {layer.shape[2]}
        </p>
      )}
    </Card>
  );
}

/** Layer by [ and ], filter by comma and full stop. */
function useKeys(hasKeys: boolean): void {
  const { answer, layer, filter } = useMicroscope();
  useEffect(() => {
    if (!hasKeys) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (layer === undefined || isForOthers(event)) return;
      const layers = answer.value?.layers ?? [];
      const count = layer.shape[0];
      const act: Readonly<Record<string, () => void>> = {
        ']': () => {
          stepLayer(layers, layer.index, 1);
        },
        '[': () => {
          stepLayer(layers, layer.index, -1);
        },
        '.': () => {
          values.set({ filter: (filter + 1) % count });
        },
        ',': () => {
          values.set({ filter: (filter + count - 1) % count });
        },
      };
      const action = act[event.key];
      if (action === undefined) return;
      action();
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [hasKeys, answer.value, layer, filter]);
}

function isForOthers({ target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  const isTyping = target instanceof HTMLElement && target.matches('input, textarea, select');
  return isTyping || ctrlKey || metaKey || altKey;
}

/** The sum, the activation, and the check against the runtime. Both values side by side where something is broken. */
function Total() {
  const { looked, pixel } = useMicroscope();
  if (looked === null) {
    return (
      <>
        <p
          className={css['total']}
          {...(pixel.isWaiting && pixel.error === null && { 'data-waiting': true })}
        >
          –
        </p>
        <Trouble error={pixel.error} />
      </>
    );
  }
  const { asIs, broken, rows, others, used, agrees, pixel: found } = looked;
  const current = broken ?? asIs;
  const parts = summed([
    ...rows.map(({ sum }) => [sum, ''] as const),
    ...(others.count > 0 ? [[others.sum, ` (${others.count} more)`] as const] : []),
  ]);
  const Icon = agrees ? Check : TriangleAlert;
  return (
    <p className={css['total']}>
      <span>
        {parts} {used.bias < 0 ? '−' : '+'} bias {shown(Math.abs(used.bias), 4)} = {shown(current.total, 4)} →{' '}
        {activationWords(used.activation.kind)} →
      </span>
      <strong className={css['output']}>{shown(current.output, 4)}</strong>
      {broken !== null && <span className={css['was']}>as it is: {shown(asIs.output, 4)}</span>}
      <span className={css['check']} data-bad={!agrees}>
        <Icon size={16} aria-hidden="true" />
        <span>
          runtime says {shown(found.runtime.output, agrees ? 4 : 7)}
          <br />
          this page {shown(asIs.output, agrees ? 4 : 7)}
        </span>
      </span>
    </p>
  );
}

/** A sum as it is written by hand: “0.04 − 0.01”. */
function summed(terms: readonly (readonly [value: number, note: string])[]): string {
  return terms
    .map(([value, note], at) => {
      const sign = at === 0 ? '' : value < 0 ? '− ' : '+ ';
      return `${sign}${shown(at === 0 ? value : Math.abs(value), 4)}${note}`;
    })
    .join(' ');
}

const mapsShown = 16;

/** The layer's maps. A click chooses the filter that made one. */
function Filters() {
  const { network, layer, filter } = useMicroscope();
  const first = filter - (filter % mapsShown);
  const maps = useMaps(network, { layer: layer?.index, first, most: mapsShown });
  return (
    <Card
      title={`What ${layer?.name ?? '–'} hands on: ${layer?.shape[0] ?? '–'} maps`}
      note="each stretched to its own range"
    >
      <MapGrid
        className={css['grid']}
        maps={maps.value}
        count={mapsShown}
        isWaiting={maps.isWaiting}
        chosen={filter}
        onChoose={(channel) => {
          values.set({ filter: channel });
        }}
      />
    </Card>
  );
}

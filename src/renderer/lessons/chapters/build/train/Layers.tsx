import type { TrainLook, TrainSpread } from '@contract';
import { Fragment } from 'react';
import { scientific } from '../../../figure/number';
import css from './Figure.module.css';

const kinds = [
  { id: 'weights', label: 'Weights' },
  { id: 'gradients', label: 'Gradients' },
  { id: 'activations', label: 'Outputs' },
] as const;

/** With more layers, there is room for their names and bars alone. */
const fewLayers = 6;

/** Histograms of each layer's weights, gradients and outputs. Each row has one axis, so layers can be compared. */
export function Layers({ look }: { look: TrainLook }) {
  const { layers } = look;
  const isRoomy = layers.length <= fewLayers;
  return (
    <div
      className={css['layers']}
      style={{ gridTemplateColumns: `72px repeat(${layers.length}, minmax(0, 1fr))` }}
    >
      <span />
      {layers.map(({ name, inputs, units }) => (
        <span key={name} className={css['layer']} title={`${name}: ${inputs} to ${units} channels`}>
          {isRoomy ? `${name}, ${inputs} → ${units}` : name.replace('output', 'out')}
        </span>
      ))}
      {kinds.map(({ id, label }) => (
        <Fragment key={id}>
          <span className={css['kind']}>{label}</span>
          {layers.map((layer) => (
            <Bars
              key={layer.name}
              spread={layer[id]}
              tone={id}
              isDead={id === 'activations' && layer.dead > 0}
              label={`${label} of ${layer.name}, spread ${told(layer[id].spread)}`}
            />
          ))}
          {isRoomy && (
            <>
              <span />
              {layers.map((layer) => (
                <span key={layer.name} className={css['spread']}>
                  spread {told(layer[id].spread)}
                </span>
              ))}
            </>
          )}
        </Fragment>
      ))}
    </div>
  );
}

type BarsProps = { spread: TrainSpread; tone: string; isDead: boolean; label: string };

function Bars({ spread: { bars }, tone, isDead, label }: BarsProps) {
  const most = Math.max(1, ...bars);
  // The root shows small bars beside a tall one.
  const path = bars
    .map((count, at) => {
      const height = 36 * Math.sqrt(count / most);
      return `M${at} 38v${-height}h0.85v${height}z`;
    })
    .join('');
  const { length } = bars;
  return (
    <svg
      className={css['bars']}
      data-tone={tone}
      data-dead={isDead}
      viewBox={`0 0 ${length} 38`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <line x1={length / 2} x2={length / 2} y1={0} y2={38} vectorEffect="non-scaling-stroke" />
      <path d={path} />
    </svg>
  );
}

/** A small number with two digits: 0.21, 2.4 × 10⁻⁴. */
export function told(value: number | null): string {
  if (value === null) return 'not a number';
  if (value === 0) return '0';
  if (Math.abs(value) < 0.01) return scientific(value);
  return value.toFixed(2);
}

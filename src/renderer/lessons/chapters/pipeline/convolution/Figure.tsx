import { kernels, receptiveField, type KernelName, type Padding } from '@core';
import type { Picture } from '../../../../bridge';
import { PictureCanvas } from '../../../../ui/PictureCanvas';
import { Segmented } from '../../../../ui/Segmented';
import { Select } from '../../../../ui/Select';
import { Slider } from '../../../../ui/Slider';
import { Card } from '../../../figure/Card';
import { Cells } from '../../../figure/Cells';
import { shown } from '../../../figure/number';
import { PhotoPoint } from '../../../figure/PhotoPoint';
import { channels, pictureSize, presetOf, useConvolution, values } from './convolution';
import css from './Figure.module.css';
import { WeightGrid } from './WeightGrid';

const presetNames: Readonly<Record<KernelName, string>> = {
  identity: 'Identity',
  blur: 'Blur',
  sobel: 'Sobel (edges)',
  sharpen: 'Sharpen',
  emboss: 'Emboss',
};
const presets = (Object.keys(kernels) as KernelName[]).map((value) => ({ value, label: presetNames[value] }));
const sides = [
  { value: '3', label: '3 × 3' },
  { value: '5', label: '5 × 5' },
] as const;
const paddingNames: readonly { value: Padding; label: string }[] = [
  { value: 'zero', label: 'Zeros' },
  { value: 'reflect', label: 'Mirrored' },
  { value: 'none', label: 'None' },
];
const colourNames = { red: 'Red', green: 'Green', blue: 'Blue' } as const;
const colours = channels.map((value) => ({ value, label: colourNames[value] }));

/** The photo, the kernel and what it makes of the photo; below them one place with all its numbers. */
export function Figure() {
  return (
    <div className={css['figure']}>
      <Before />
      <KernelCard />
      <After />
      <Place />
    </div>
  );
}

/** A picture fills the width, unless it would become higher than a screen has room for. */
function shapeOf(picture: Picture | undefined) {
  if (picture === undefined) return {};
  const { width, height } = picture;
  return { aspectRatio: `${width} / ${height}`, inlineSize: `min(100%, ${(270 * width) / height}px)` };
}

function Before() {
  const { x, y, layers } = values.useValues();
  const now = useConvolution();
  return (
    <Card title="The photo" note="arrows move the place">
      <div className={css['whole']} style={shapeOf(now?.picture)}>
        <PhotoPoint
          size={pictureSize}
          x={x}
          y={y}
          onMove={(nextX, nextY) => {
            values.set({ x: nextX, y: nextY });
          }}
        >
          {now !== null && <Fields now={now} />}
        </PhotoPoint>
      </div>
      <Slider
        label="Stacked layers"
        entryLabel="Stacked layers"
        range={{ min: 1, max: 6, neutral: 1, step: 1 }}
        value={layers}
        format={(value) => (now === null ? `${value}` : `${value}: sees ${now.field} × ${now.field}`)}
        onChange={(value) => {
          values.set({ layers: value });
        }}
      />
    </Card>
  );
}

/** Squares of what one, two and more stacked layers see. */
function Fields({ now }: { now: NonNullable<ReturnType<typeof useConvolution>> }) {
  const { picture, start, side, stride, layers } = now;
  const middle = { x: start.x + side / 2, y: start.y + side / 2 };
  return Array.from({ length: layers }, (_, index) => {
    const field = receptiveField(index + 1, side, stride);
    return (
      <span
        key={index}
        className={css['field']}
        data-first={index === 0}
        style={{
          insetInlineStart: `${(100 * (middle.x - field / 2)) / picture.width}%`,
          insetBlockStart: `${(100 * (middle.y - field / 2)) / picture.height}%`,
          inlineSize: `${(100 * field) / picture.width}%`,
          blockSize: `${(100 * field) / picture.height}%`,
        }}
      />
    );
  });
}

function KernelCard() {
  const state = values.useValues();
  const { side, stride, padding, weights } = state;
  const preset = presetOf(state);
  const options = [...(preset === null ? [{ value: 'own' as const, label: 'Your own' }] : []), ...presets];
  return (
    <Card title="The kernel">
      <div className={css['choices']}>
        <Select<KernelName | 'own'>
          label="Kernel"
          value={preset ?? 'own'}
          options={options}
          onChange={(name) => {
            if (name !== 'own') values.set({ weights: [...kernels[name](side)] });
          }}
        />
        <Segmented
          label="Size of the kernel"
          options={sides}
          value={side === 3 ? '3' : '5'}
          onChange={(next) => {
            const chosen = next === '3' ? 3 : 5;
            values.set({ side: chosen, weights: [...kernels[preset ?? 'identity'](chosen)] });
          }}
        />
      </div>
      <WeightGrid
        side={side}
        weights={weights}
        onChange={(next) => {
          values.set({ weights: next });
        }}
      />
      <Slider
        label="Stride"
        entryLabel="Stride"
        range={{ min: 1, max: 4, neutral: 1, step: 1 }}
        value={stride}
        format={(value) => `${value} px`}
        onChange={(value) => {
          values.set({ stride: value });
        }}
      />
      <p className={css['hint']} aria-hidden="true">
        Padding: what lies beyond the edge
      </p>
      <Segmented
        label="Padding: what lies beyond the edge"
        options={paddingNames}
        value={padding}
        onChange={(value) => {
          values.set({ padding: value });
        }}
      />
    </Card>
  );
}

function After() {
  const now = useConvolution();
  if (now === null)
    return (
      <Card title="After the kernel" note="–">
        <div className={css['frame']} data-waiting />
      </Card>
    );
  const { picture, out, isSigned } = now;
  const size = out === null ? 'nothing left' : `${out.width} × ${out.height}`;
  return (
    <Card title="After the kernel" note={isSigned ? `${size}; mid grey is zero` : size}>
      <div className={css['frame']} style={shapeOf(picture)}>
        {out !== null && (
          <div className={css['out']} style={{ inlineSize: `${(100 * out.width) / picture.width}%` }}>
            <PictureCanvas
              className={css['picture']}
              picture={out}
              label={`The photo after the kernel, ${size} pixels`}
            />
          </div>
        )}
      </div>
      <p className={css['hint']}>
        The frame is the photo’s own size. A stride, or no padding, makes the picture smaller.
      </p>
    </Card>
  );
}

const rowsOf = (numbers: readonly number[], side: number): number[][] =>
  Array.from({ length: side }, (_, row) => numbers.slice(row * side, row * side + side));

/** One place: its patch, the kernel, the products and their sum. */
function Place() {
  const { channel } = values.useValues();
  const now = useConvolution();
  const numbers = (list: readonly number[]): number[][] => rowsOf(list, now?.side ?? 3);
  const decimals = now?.side === 5 ? 2 : 3;
  const most = Math.max(...(now?.weights ?? [1]).map(Math.abs));
  return (
    <Card
      className={css['place']}
      title="One place: patch × kernel = products, added up"
      note={
        <Segmented
          label="Colour"
          options={colours}
          value={channel}
          onChange={(next) => {
            values.set({ channel: next });
          }}
        />
      }
    >
      {now === null ? (
        <div className={css['sumRow']} data-waiting />
      ) : (
        <div className={css['sumRow']}>
          <Cells values={numbers(now.patch)} scale={1} kind="light" decimals={decimals} label="Patch" />
          <span>×</span>
          <Cells
            values={numbers(now.weights)}
            scale={most}
            kind="signed"
            decimals={decimals}
            label="Kernel"
          />
          <span>=</span>
          <Cells
            values={numbers(now.products)}
            scale={most}
            kind="signed"
            decimals={decimals}
            label="Products"
          />
          <span>→</span>
          <strong className={css['sum']}>{shown(now.sum)}</strong>
        </div>
      )}
    </Card>
  );
}

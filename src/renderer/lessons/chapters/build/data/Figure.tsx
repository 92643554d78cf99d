import type { Picture } from '../../../../bridge';
import { PictureCanvas } from '../../../../ui/PictureCanvas';
import { Slider } from '../../../../ui/Slider';
import { Card } from '../../../figure/Card';
import { shown } from '../../../figure/number';
import { SeedButton } from '../../../figure/SeedButton';
import { usePairs, values, type Pairs, type PixelWay } from './data';
import css from './Figure.module.css';

/** Before the crop was read. */
const nothing: Partial<Pairs> = {};

/** From a well-lit crop to a dark one, step by step. */
export function Figure() {
  const { pairs, words } = usePairs();
  const held = values.useValues();
  const factor = shown(pairs?.factor ?? held.factor, 2);
  const { crop, planes, plain, impulses, camera, pixel } = pairs ?? nothing;
  return (
    <div className={css['figure']} data-waiting={pairs === null ? true : undefined}>
      <Card title="To HSV" note={words}>
        <Row
          pictures={[
            ['1. The truth: a well-lit crop', crop, true],
            ['2. Hue, at full strength', planes?.hue],
            ['2. Saturation, as grey', planes?.saturation],
            ['2. Value, as grey', planes?.value],
          ]}
        />
      </Card>
      <Card title="Darker, and back to RGB; then noise" note="the input is dark, the target is the truth">
        <Row
          pictures={[
            ['The target', crop],
            [`3. Value × ${factor}, back to RGB`, plain, true],
            ['4. Salt and pepper on 4 % (lecture notes)', impulses],
            ['4. Or a camera’s noise: photons, reading', camera],
          ]}
        />
      </Card>
      <div className={css['under']}>
        <Card title="How dark, and where to look">
          <Controls />
        </Card>
        <Card title="The marked pixel">
          <Numbers pixel={pixel ?? null} factor={factor} />
        </Card>
      </div>
    </div>
  );
}

/** Pictures with their words; of some, the chosen pixel is marked. */
function Row({
  pictures,
}: {
  pictures: readonly (readonly [words: string, picture: Picture | undefined, isMarked?: boolean])[];
}) {
  return (
    <div className={css['row']}>
      {pictures.map(([words, picture, isMarked = false]) => (
        <Shown key={words} picture={picture} words={words} isMarked={isMarked} />
      ))}
    </div>
  );
}

function Controls() {
  const { factor, seed, x, y } = values.useValues();
  const percent = (value: number) => `${Math.round(100 * value)} %`;
  return (
    <div className={css['controls']}>
      <Slider
        label="Factor on V"
        entryLabel="Factor on V"
        range={{ min: 0.05, max: 1, neutral: 0.2, step: 0.05 }}
        value={factor}
        format={(value) => shown(value, 2)}
        onChange={(value) => {
          values.set({ factor: value });
        }}
      />
      <Slider
        label="Pixel, from the left"
        entryLabel="Pixel, from the left"
        range={{ min: 0, max: 1, neutral: 0.5, step: 0.01 }}
        value={x}
        format={percent}
        onChange={(value) => {
          values.set({ x: value });
        }}
      />
      <Slider
        label="Pixel, from the top"
        entryLabel="Pixel, from the top"
        range={{ min: 0, max: 1, neutral: 0.5, step: 0.01 }}
        value={y}
        format={percent}
        onChange={(value) => {
          values.set({ y: value });
        }}
      />
      <SeedButton
        seed={seed}
        onChange={(next) => {
          values.set({ seed: next });
        }}
      >
        Other noise
      </SeedButton>
    </div>
  );
}

type ShownProps = { picture: Picture | undefined; words: string; isMarked: boolean };

function Shown({ picture, words, isMarked }: ShownProps) {
  const { x, y } = values.useValues();
  return (
    <figure className={css['shown']}>
      <div className={css['frame']}>
        {picture === undefined ? (
          <div className={css['blank']} />
        ) : (
          <PictureCanvas picture={picture} label={words} />
        )}
        {isMarked && (
          <span
            className={css['mark']}
            style={{ insetInlineStart: `${x * 100}%`, insetBlockStart: `${y * 100}%` }}
          />
        )}
      </div>
      <figcaption>{words}</figcaption>
    </figure>
  );
}

function Numbers({ pixel, factor }: { pixel: PixelWay | null; factor: string }) {
  const rows = [
    ['Red, green, blue', ...(pixel?.rgb.map(String) ?? ['–', '–', '–'])],
    ['Hue, saturation, value', ...hsvText(pixel, 1)],
    [`Value × ${factor}`, ...hsvText(pixel, Number(factor))],
    ['Red, green, blue', ...(pixel?.dark.map(String) ?? ['–', '–', '–'])],
  ];
  return (
    <table className={css['numbers']}>
      <tbody>
        {rows.map(([name, ...cells], row) => (
          <tr key={row}>
            <th scope="row">{name}</th>
            {cells.map((cell, at) => (
              <td key={at}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function hsvText(pixel: PixelWay | null, factor: number): string[] {
  if (pixel === null) return ['–', '–', '–'];
  const { h, s, v } = pixel.hsv;
  return [`${shown(h, 0)}°`, shown(s, 2), shown(v * factor, 3)];
}

import type { PictureLoss, PictureLossName, UnitPicture } from '@core';
import { Segmented } from '../../../../ui/Segmented';
import { Slider } from '../../../../ui/Slider';
import { Captioned } from '../../../figure/Captioned';
import { Card } from '../../../figure/Card';
import { shown } from '../../../figure/number';
import css from './Figure.module.css';
import { useLosses, usePair, values, type Losses, type Pair } from './losses';
import { OnePixel } from './OnePixel';
import { gradientPicture, lossPicture, pictureOf } from './pictures';
import { psnrShown } from './says';
import { ThreeWays } from './ThreeWays';

const lossOptions = [
  { value: 'mse', label: 'MSE' },
  { value: 'mae', label: 'MAE' },
  { value: 'charbonnier', label: 'Charbonnier' },
  { value: 'ssim', label: '1 − SSIM' },
] as const;

/** Prediction and target, the loss and its gradient painted over the photo, every loss's value, one pixel, and three equal errors. */
export function Figure() {
  const pair = usePair();
  const losses = useLosses(pair);
  return (
    <div className={css['figure']}>
      <Painted pair={pair} losses={losses} />
      <Card title="What is compared">
        <Choices />
        <Values losses={losses} />
      </Card>
      <OnePixel pair={pair} losses={losses} />
      <ThreeWays pair={pair} />
    </div>
  );
}

type Parts = { pair: Pair | null; losses: Losses | null };

function Painted({ pair, losses }: Parts) {
  const { loss } = values.useValues();
  const chosen = losses?.[loss] ?? null;
  const reduced = pair === null ? '' : `${pair.target.width} × ${pair.target.height} pixels, a reduced copy`;
  return (
    <Card title="The loss over the photo, pixel by pixel" note={reduced} className={css['painted']}>
      <div className={css['pictures']}>
        <Captioned
          isSharp
          caption={`Prediction: ${pair?.predictionName ?? '–'}`}
          picture={pair && pictureOf(pair.prediction)}
        />
        <Captioned
          isSharp
          caption={`Target: ${pair?.targetName ?? '–'}`}
          picture={pair && pictureOf(pair.target)}
        />
        <LossPictures target={pair?.target ?? null} loss={chosen} isMade={losses !== null} />
      </div>
    </Card>
  );
}

type LossPicturesProps = { target: UnitPicture | null; loss: PictureLoss | null; isMade: boolean };

/** The loss and its gradient. */
function LossPictures({ target, loss, isMade }: LossPicturesProps) {
  if (target === null || loss === null)
    return (
      <>
        <Captioned isSharp caption={isMade ? 'Too small for SSIM' : 'Loss'} picture={null} isGone={isMade} />
        <Captioned isSharp caption="Gradient" picture={null} isGone={isMade} />
      </>
    );
  const painted = lossPicture(target, loss.each);
  return (
    <>
      <Captioned
        isSharp
        caption={`Loss, white: ${shown(painted.most, 4)} and more`}
        picture={painted.picture}
      />
      <Captioned
        isSharp
        caption="Gradient, amber: too bright, blue: too dark"
        picture={gradientPicture(target, loss.gradient)}
      />
    </>
  );
}

const predictions = [
  { value: 'enhanced', label: 'Enhanced' },
  { value: 'curve', label: 'Tone curve' },
] as const;

const targets = [
  { value: 'truth', label: 'Ground truth' },
  { value: 'gain', label: 'Photo × gain' },
] as const;

function Choices() {
  const { prediction, power, target, gain, loss } = values.useValues();
  return (
    <div className={css['choices']}>
      <Segmented
        label="Loss"
        options={lossOptions}
        value={loss}
        onChange={(next: PictureLossName) => {
          values.set({ loss: next });
        }}
      />
      <div className={css['row']}>
        <Segmented
          label="Prediction"
          options={predictions}
          value={prediction}
          onChange={(next) => {
            values.set({ prediction: next });
          }}
        />
        <Segmented
          label="Target"
          options={targets}
          value={target}
          onChange={(next) => {
            values.set({ target: next });
          }}
        />
      </div>
      <div className={css['pair']}>
        <Slider
          label="Curve’s power"
          entryLabel="Power of the curve"
          range={{ min: 0.2, max: 1, neutral: 1, step: 0.05 }}
          value={power}
          format={(value) => shown(value, 2)}
          onChange={(next) => {
            values.set({ power: next, prediction: 'curve' });
          }}
        />
        <Slider
          label="Gain"
          entryLabel="Gain"
          range={{ min: 1, max: 16, neutral: 1, step: 0.5 }}
          value={gain}
          format={(value) => shown(value, 1)}
          onChange={(next) => {
            values.set({ gain: next, target: 'gain' });
          }}
        />
      </div>
    </div>
  );
}

/** Every loss of the pair. */
function Values({ losses }: Pick<Parts, 'losses'>) {
  const { loss } = values.useValues();
  const mse = losses?.mse ?? null;
  const told = (name: PictureLossName): string => {
    const found = losses?.[name] ?? null;
    return found === null ? '–' : shown(found.value, 5);
  };
  return (
    <dl className={css['values']}>
      {lossOptions.map(({ value, label }) => (
        <div key={value} data-chosen={value === loss}>
          <dt>{label}</dt>
          <dd>{told(value)}</dd>
        </div>
      ))}
      <div>
        <dt>PSNR</dt>
        <dd>{mse === null ? '–' : psnrShown(mse.value)}</dd>
      </div>
    </dl>
  );
}

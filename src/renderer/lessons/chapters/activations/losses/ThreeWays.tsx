import type { UnitPicture } from '@core';
import { Slider } from '../../../../ui/Slider';
import { Captioned } from '../../../figure/Captioned';
import { Card } from '../../../figure/Card';
import { shown } from '../../../figure/number';
import { similarity, useSameEnergy, values, type Pair } from './losses';
import { pictureOf } from './pictures';
import { psnrShown } from './says';
import css from './ThreeWays.module.css';

/** The target spoiled three times. MSE finds all three equally bad; SSIM and the eye do not. */
export function ThreeWays({ pair }: { pair: Pair | null }) {
  const { blur } = values.useValues();
  const spoiled = useSameEnergy(pair);
  const psnr = spoiled === null ? '–' : psnrShown(spoiled.meanSquaredError);
  const mse = spoiled === null ? '–' : shown(spoiled.meanSquaredError, 5);
  return (
    <Card title="The same error, three ways" note={`each: MSE ${mse}, PSNR ${psnr}`} className={css['card']}>
      <div className={css['pictures']}>
        <Captioned picture={pair && pictureOf(pair.target)} caption="The target" />
        <Spoiled name="Brighter" picture={spoiled?.shift} target={pair?.target} />
        <Spoiled name="Noise" picture={spoiled?.noise} target={pair?.target} />
        <div className={css['blur']}>
          <Spoiled name="Blur" picture={spoiled?.blur} target={pair?.target} />
          <Slider
            label="Blur, pixels"
            entryLabel="Radius of the blur"
            range={{ min: 0.5, max: 4, neutral: 0.5, step: 0.1 }}
            value={blur}
            format={(value) => shown(value, 1)}
            onChange={(next) => {
              values.set({ blur: next });
            }}
          />
        </div>
      </div>
    </Card>
  );
}

type SpoiledProps = { name: string; picture: UnitPicture | undefined; target: UnitPicture | undefined };

function Spoiled({ name, picture, target }: SpoiledProps) {
  const found = picture === undefined || target === undefined ? null : similarity(picture, target);
  const told = `${name}, SSIM ${found === null ? '–' : shown(found)}`;
  return <Captioned picture={picture && pictureOf(picture)} caption={told} />;
}

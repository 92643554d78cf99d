import { Slider } from '../../../../ui/Slider';
import { Card } from '../../../figure/Card';
import { Facts } from '../../../figure/Facts';
import { ModelChoice } from '../../../figure/ModelChoice';
import { shown } from '../../../figure/number';
import { FigureError, PictureOrWait } from '../../../figure/Waiting';
import css from './Figure.module.css';
import { scoreOf, useExposed, useTriptych, values, type Triptych } from './triptych';

/** Ground truth, low light and enhanced, with their scores, and how PSNR takes a small change of exposure. */
export function Figure() {
  const { model, answer } = useTriptych();
  const { value, error } = answer;
  return (
    <div className={css['figure']}>
      <FigureError error={error} />
      <Card title="Ground truth" note={value?.truthName}>
        <TruthPicture value={value} />
      </Card>
      <Card title="Low light" note="as it was taken">
        <PictureOrWait picture={value?.lowLight} label="The photo as it was taken" />
        <Scores scores={value?.scores?.lowLight} />
      </Card>
      <Card title="Enhanced" note={model?.card.name}>
        <PictureOrWait picture={value?.enhanced} label="The enhanced photo" />
        <Scores scores={value?.scores?.enhanced} />
        <ModelChoice
          model={model}
          onChange={(chosen) => {
            values.set({ model: chosen });
          }}
        />
      </Card>
    </div>
  );
}

function TruthPicture({ value }: { value: Triptych | null }) {
  const { exposure } = values.useValues();
  const exposed = useExposed(value?.truth ?? null);
  if (value !== null && value.truth === null) return <p className={css['none']}>No ground truth</p>;
  return (
    <>
      <PictureOrWait picture={exposed?.picture} label="The ground truth" />
      <Facts rows={[['PSNR against itself', exposed === null ? '–' : `${shown(exposed.psnr, 2)} dB`]]} />
      <Slider
        label="Its exposure"
        hint="The ground truth a little brighter or darker. Nothing else changes."
        entryLabel="Factor of light"
        range={{ min: 0.7, max: 1.3, neutral: 1, step: 0.01 }}
        value={exposure}
        format={(factor) => `× ${shown(factor, 2)}`}
        onChange={(next) => {
          values.set({ exposure: next });
        }}
      />
    </>
  );
}

function Scores({ scores }: { scores: NonNullable<Triptych['scores']>['lowLight'] | undefined }) {
  return (
    <Facts
      rows={[
        ['PSNR', scoreOf(scores, 'psnr')],
        ['PSNR, exposure-matched', scoreOf(scores, 'psnr', 'matched')],
        ['SSIM', scoreOf(scores, 'ssim')],
      ]}
    />
  );
}

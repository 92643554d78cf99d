import type { ControlSpec } from '@contract';
import { Slider } from '../../../../ui/Slider';
import { Card } from '../../../figure/Card';
import { shown } from '../../../figure/number';
import { FigureError, PictureOrWait } from '../../../figure/Waiting';
import { useBeside } from '../../../page/standing';
import { useDecisions, values } from './decisions';
import css from './Figure.module.css';

/** What the network saw of the whole photo, what it decided, and what its sliders change of that. */
export function Figure() {
  const { controls } = values.useValues();
  const { model, answer } = useDecisions();
  const beside = useBeside();
  const { value, error } = answer;
  const pictureOf = (image: string | undefined) => (image === undefined ? null : value?.pictures.get(image));
  const stored = value?.explanation.arrays.find(({ step }) => step === 'stored')?.picture;
  return (
    <div className={css['figure']}>
      <FigureError error={error} />
      <Card title="What it sees first" note="the whole photo, small">
        <PictureOrWait
          picture={pictureOf(value?.explanation.thumbnail?.image)}
          label="The small copy of the photo"
        />
        {beside === null
          ? model?.card.controls.map((spec) => (
              <ControlSlider key={spec.name} spec={spec} value={controls[spec.name] ?? spec.neutral} />
            ))
          : beside.sliders}
      </Card>
      {(value?.explanation.maps ?? [null, null]).map((map, index) => (
        <Card
          key={map?.name ?? index}
          title={map?.meaning ?? '–'}
          note={map === null ? '–' : `${shown(map.min, 2)} to ${shown(map.max, 2)}`}
        >
          <PictureOrWait picture={pictureOf(map?.picture.image)} label={map?.meaning ?? 'A map'} />
        </Card>
      ))}
      <Card title="The result" note={model?.card.name ?? '–'}>
        <PictureOrWait picture={pictureOf(stored?.image)} label="The result" />
      </Card>
    </div>
  );
}

function ControlSlider({ spec, value }: { spec: ControlSpec; value: number }) {
  const { name, label, hint, min, max, neutral } = spec;
  return (
    <Slider
      label={label}
      hint={hint}
      entryLabel={label}
      range={{ min, max, neutral, step: (max - min) / 100 }}
      value={value}
      format={(shownValue) => shown(shownValue, 2)}
      onChange={(next) => {
        values.set({ controls: { ...values.read().controls, [name]: next } });
      }}
    />
  );
}

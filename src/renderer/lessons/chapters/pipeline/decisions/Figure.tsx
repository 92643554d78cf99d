import type { ControlSpec, Explanation, ImageRef } from '@contract';
import { Slider } from '../../../../ui/Slider';
import { Card } from '../../../figure/Card';
import { shown } from '../../../figure/number';
import type { Explained } from '../../../figure/useExplained';
import { FigureError, PictureOrWait } from '../../../figure/Waiting';
import { useBeside } from '../../../page/standing';
import { burnt, mapTitles, useDecisions, values } from './decisions';
import css from './Figure.module.css';

/** What the network saw of the whole photo, what it decided, and what its sliders change of that. */
export function Figure() {
  const { controls } = values.useValues();
  const { model, answer } = useDecisions();
  const beside = useBeside();
  const { value, error } = answer;
  const thumbnail = value?.explanation.thumbnail;
  return (
    <div className={css['figure']}>
      <FigureError error={error} />
      <Card title="What it sees first" note="the whole photo, small">
        <PictureOrWait picture={pictureOf(value, thumbnail)} label="The small copy of the photo" />
        {beside === null
          ? model?.card.controls.map((spec) => (
              <ControlSlider key={spec.name} spec={spec} value={controls[spec.name] ?? spec.neutral} />
            ))
          : beside.sliders}
      </Card>
      {(value?.explanation.maps ?? [null, null]).map((map, index) => (
        <MapCard key={map?.name ?? index} title={mapTitles[index] ?? 'Map'} map={map} value={value} />
      ))}
      <Result value={value} note={model?.card.name ?? '–'} />
    </div>
  );
}

const pictureOf = (value: Explained | null, ref: ImageRef | undefined) =>
  ref === undefined ? null : value?.pictures.get(ref.image);

type MapCardProps = { title: string; map: Explanation['maps'][number] | null; value: Explained | null };

function MapCard({ title, map, value }: MapCardProps) {
  const meaning = map?.meaning ?? '–';
  const note = map === null ? '–' : `${shown(map.min, 2)} to ${shown(map.max, 2)}`;
  return (
    <Card title={title} note={note}>
      <Whole value={value} picture={map?.picture} label={meaning} />
      <p className={css['meaning']}>{meaning}</p>
    </Card>
  );
}

function Result({ value, note }: { value: Explained | null; note: string }) {
  const stored = value?.explanation.arrays.find(({ step }) => step === 'stored')?.picture;
  const share = value === null ? '–' : (100 * burnt(value)).toFixed(1);
  return (
    <Card title="The result" note={note}>
      <Whole value={value} picture={stored} label="The result" />
      <p className={css['meaning']}>Light and repair together. {share} % of its values are at full scale.</p>
    </Card>
  );
}

type WholeProps = { value: Explained | null; picture: ImageRef | undefined; label: string };

/** The network’s arrays are square here. They are shown in the photo’s proportions. */
function Whole({ value, picture, label }: WholeProps) {
  const { width, height } = value?.explanation.thumbnail ?? { width: 3, height: 2 };
  return (
    <div className={css['whole']} style={{ aspectRatio: width / height }}>
      <PictureOrWait picture={pictureOf(value, picture)} label={label} />
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

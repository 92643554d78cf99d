import { Segmented } from '../../../../ui/Segmented';
import { Slider } from '../../../../ui/Slider';
import { Captioned } from '../../../figure/Captioned';
import { Card } from '../../../figure/Card';
import { Legend } from '../../../figure/Legend';
import { Curve, Dot, Plot } from '../../../figure/Plot';
import { SeedButton } from '../../../figure/SeedButton';
import css from './Figure.module.css';
import { lightText, theoryOf, useNoise, values } from './noise';

const bitOptions = [
  { value: '8', label: '8 bits' },
  { value: '12', label: '12 bits' },
  { value: '14', label: '14 bits' },
] as const;
const bitsOf = { '8': 8, '12': 12, '14': 14 } as const;

/** The camera's settings and the signal over its noise; beside them the scene, exposed, brightened and salted. */
export function Figure() {
  return (
    <div className={css['figure']}>
      <div className={css['column']}>
        <Camera />
        <Ratio />
      </div>
      <Pictures />
    </div>
  );
}

function Camera() {
  const { exposure, gain, readNoise, bits, seed } = values.useValues();
  return (
    <Card title="The camera" note={`seed ${seed}`}>
      <Slider
        label="Exposure"
        entryLabel="Exposure, stops"
        range={{ min: -10, max: 0, neutral: 0, step: 0.5 }}
        value={exposure}
        format={(value) => lightText(2 ** value)}
        onChange={(value) => {
          values.set({ exposure: value });
        }}
      />
      <Slider
        label="ISO"
        entryLabel="ISO, stops above 100"
        range={{ min: 0, max: 8, neutral: 0, step: 1 }}
        value={gain}
        format={(value) => `${100 * 2 ** value}`}
        onChange={(value) => {
          values.set({ gain: value });
        }}
      />
      <Slider
        label="Noise of reading"
        entryLabel="Noise of reading, electrons"
        range={{ min: 0, max: 30, neutral: 3, step: 0.5 }}
        value={readNoise}
        format={(value) => `${value} electrons`}
        onChange={(value) => {
          values.set({ readNoise: value });
        }}
      />
      <div className={css['choices']}>
        <Segmented
          label="Bits of the converter"
          options={bitOptions}
          value={bits === 8 ? '8' : bits === 12 ? '12' : '14'}
          onChange={(value) => {
            values.set({ bits: bitsOf[value] });
          }}
        />
        <SeedButton
          seed={seed}
          onChange={(next) => {
            values.set({ seed: next });
          }}
        >
          Expose again
        </SeedButton>
      </div>
    </Card>
  );
}

/** Signal over noise by brightness, on logarithmic axes: a straight line of slope ½ where photons alone make the noise. */
function Ratio() {
  const now = useNoise();
  const axis = Array.from({ length: 61 }, (_, at) => 10 ** (at / 12));
  return (
    <Card title="Signal over noise, by brightness">
      <Plot
        x={[1, 100_000]}
        y={[0.1, 400]}
        isLogX
        isLogY
        xLabel="electrons caught by a pixel"
        yLabel="signal / noise"
        label="Signal over noise by brightness, measured and in theory"
        width={360}
        height={200}
      >
        <Curve points={axis.map((n) => [n, Math.sqrt(n)])} tone="weak" isDashed />
        {now !== null && (
          <>
            <Curve points={axis.map((n) => [n, theoryOf(n, now.sensor, now.exposure)])} tone="other" />
            {now.levels
              .filter(({ electrons, ratio }) => electrons >= 1 && ratio >= 0.1)
              .map(({ electrons, ratio }) => (
                <Dot key={electrons} at={[electrons, ratio]} />
              ))}
          </>
        )}
      </Plot>
      <Legend
        entries={[
          { tone: 'weak', label: '√n, photons alone', isDashed: true },
          { tone: 'other', label: 'theory' },
          { tone: 'main', label: 'measured on this picture (dots)' },
        ]}
      />
    </Card>
  );
}

function Pictures() {
  const now = useNoise();
  const scene = now?.isTruth === false ? 'The middle of your photo' : 'The middle of the well-lit photo';
  return (
    <Card title="The same scene, four times" note={now === null ? '–' : lightText(now.exposure.light)}>
      <div className={css['pictures']} data-waiting={now === null ? true : undefined}>
        <Captioned isSharp picture={now?.clean} caption={scene} />
        <Captioned isSharp picture={now?.dark} caption="From the camera" />
        <Captioned isSharp picture={now?.brightened} caption="Brightened to the same level" />
        <Captioned isSharp picture={now?.salted} caption="Salt and pepper, 4 %: no camera does this" />
      </div>
    </Card>
  );
}

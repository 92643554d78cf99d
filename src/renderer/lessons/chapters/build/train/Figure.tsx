import { useStore } from 'zustand';
import { Button } from '../../../../ui/Button';
import { Slider } from '../../../../ui/Slider';
import { Card } from '../../../figure/Card';
import { shown } from '../../../figure/number';
import { Transport } from '../../../page/Transport';
import { showPage } from '../../../actions/showPage';
import { photosInWords } from '../training/photos';
import { mostSteps, rewind } from '../training/runs';
import { placesOf, training } from '../training/state';
import { Controls } from './Controls';
import { Crops } from './Crops';
import css from './Figure.module.css';
import { Layers } from './Layers';
import { LossPlot } from './LossPlot';
import { useTrainingPage, useTrainPlayback, useWarning } from './train';

/** A network that learns: its loss, the held-out crop over time, and its layers from within. */
export function Figure() {
  const { current, other, isMaking } = useTrainingPage();
  const warning = useWarning();
  return (
    <div className={css['figure']} data-waiting={current === null && isMaking ? true : undefined}>
      <Controls current={current} other={other} />
      <div className={css['right']}>
        <Foot />
        <Card
          title="Loss, logarithmic; the thin line is each step, the thick one its trend"
          note={current === null ? '–' : `on ${current.provider.toUpperCase()}`}
        >
          <LossPlot current={current} other={other} />
          <Back />
        </Card>
        <Card
          title="The same crop, never trained on"
          note={current === null ? '–' : photosInWords(current.photos)}
        >
          <Crops run={current} />
        </Card>
        <Card
          title={`Inside the layers, step ${current?.now.step ?? 0}`}
          note="the line in the middle is zero"
        >
          {current !== null && <Layers look={current.now} />}
          <p className={css['warning']} data-is={warning === null ? 'well' : 'bad'} role="status">
            {warning ?? 'No layer has units that are silent everywhere.'}
          </p>
        </Card>
      </div>
    </div>
  );
}

/** The transport, in sight of all that it moves, and the way on. */
function Foot() {
  const { current, pace } = useStore(training);
  const playback = useTrainPlayback();
  const step = current?.state.step ?? 0;
  return (
    <div className={css['foot']}>
      <Transport playback={playback} isMain={step === 0}>
        {step} of {mostSteps} steps{pace === null ? '' : `, ${shown(pace, 0)} a second`}
      </Transport>
      <Button
        className={css['use']}
        kind="main"
        disabled={step === 0}
        onClick={() => {
          showPage('use', 'train');
        }}
      >
        Use this model
      </Button>
    </div>
  );
}

/** Goes back to one of the snapshots. */
function Back() {
  const state = useStore(training, ({ current }) => current?.state ?? noState);
  const places = placesOf(state);
  return (
    <Slider
      label="Rewind to a snapshot"
      entryLabel="Number of the snapshot"
      range={{ min: 0, max: Math.max(1, places.length - 1), neutral: 0, step: 1 }}
      value={places.indexOf(state.step)}
      format={(index) => `step ${places[index] ?? state.step}`}
      onChange={(index) => {
        const place = places[index];
        if (place !== undefined) void rewind(place);
      }}
    />
  );
}

const noState = { step: 0, snapshots: [0] };

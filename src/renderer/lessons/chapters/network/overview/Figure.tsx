import { classes } from '../../../../ui/classes';
import { PictureCanvas } from '../../../../ui/PictureCanvas';
import { Card } from '../../../figure/Card';
import { kindWords, sightWords } from '../../../figure/inside/layerWords';
import { MapGrid } from '../../../figure/inside/MapGrid';
import { Trouble } from '../../../figure/inside/Trouble';
import { NetworkChoice } from '../../../figure/ModelChoice';
import { Transport } from '../../../page/Transport';
import { usePlayback } from '../../../page/usePlayback';
import { mapsInFrame, useFilm, values } from './overview';
import css from './Figure.module.css';

/** The photo that goes in, the maps on its way, and the photo that comes out. */
export function Figure() {
  const { model } = values.useValues();
  const { answer, frames, at, frame } = useFilm();
  const playback = usePlayback({
    step: () => {
      values.set({ frame: Math.min(at + 1, frames.length - 1) });
    },
    reset: () => {
      values.set({ frame: 0 });
    },
    isDone: answer.value !== null && at >= frames.length - 1,
    rate: 1.5,
  });
  return (
    <div className={css['figure']}>
      <div className={css['choices']}>
        <NetworkChoice
          value={model}
          onChange={(chosen) => {
            values.set({ model: chosen, frame: 0 });
          }}
        />
        <Transport playback={playback}>
          {at === 0
            ? 'input'
            : frame.kind === 'output'
              ? 'output'
              : `layer ${at} of ${frames.length - 2} shown`}
        </Transport>
        <Track />
      </div>
      <End kind="input" title="Input" note="eyes and ears" />
      <Middle />
      <End kind="output" title="Output" note="the result" />
      <Trouble error={answer.error} />
    </div>
  );
}

/** Where the film is. Each mark is a button. */
function Track() {
  const { frames, at } = useFilm();
  return (
    <div className={css['track']} role="group" aria-label="Steps">
      {frames.map((frame, index) => (
        <button
          key={frame.kind === 'layer' ? frame.layer.index : frame.kind}
          type="button"
          className={css['mark']}
          aria-label={frame.kind === 'layer' ? frame.layer.name : frame.kind}
          aria-pressed={index === at}
          onClick={() => {
            values.set({ frame: index });
          }}
        />
      ))}
    </div>
  );
}

function End({ kind, title, note }: { kind: 'input' | 'output'; title: string; note: string }) {
  const { answer, frame } = useFilm();
  const found = answer.value;
  const isNow = frame.kind === kind;
  return (
    <Card title={title} note={note} className={classes(css['end'], isNow ? css['now'] : undefined)}>
      {found === null && (
        <div className={css['waiting']} {...(answer.isWaiting && { 'data-waiting': true })} />
      )}
      {found !== null && kind === 'output' && !isNow && (
        <div
          className={css['waiting']}
          style={{ aspectRatio: `${found.input.width} / ${found.input.height}` }}
        >
          not there yet
        </div>
      )}
      {found !== null && (kind === 'input' || isNow) && (
        <PictureCanvas
          className={css['photo']}
          picture={kind === 'input' ? found.input : found.result}
          label={title}
        />
      )}
    </Card>
  );
}

function Middle() {
  const { layer, maps, frame } = useFilm();
  return (
    <Card
      title={layer === undefined ? 'Hidden layers' : `Hidden layer ${layer.name}`}
      note={layer === undefined ? 'where it is worked out' : `${kindWords(layer)} · ${sightWords(layer)}`}
      className={frame.kind === 'layer' ? css['now'] : undefined}
    >
      {layer === undefined ? (
        <p className={css['rest']}>
          {frame.kind === 'input'
            ? 'Nothing has been worked out yet. Step, or play.'
            : 'All layers have been passed. Choose one above to look back.'}
        </p>
      ) : (
        <MapGrid maps={maps.value} count={mapsInFrame} isWaiting={maps.isWaiting} className={css['maps']} />
      )}
      <Trouble error={maps.error} />
    </Card>
  );
}

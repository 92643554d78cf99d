import { Button } from '../../../../ui/Button';
import { Segmented } from '../../../../ui/Segmented';
import { Card } from '../../../figure/Card';
import { Chain } from '../../../figure/inside/Chain';
import { countWords, kindWords, msWords, shapeWords, sightWords } from '../../../figure/inside/layerWords';
import { MapGrid } from '../../../figure/inside/MapGrid';
import { Trouble } from '../../../figure/inside/Trouble';
import { NetworkChoice } from '../../../figure/ModelChoice';
import { shown } from '../../../figure/number';
import { mapsAtOnce, useChosen, values } from './layers';
import css from './Figure.module.css';

const sources = [
  { value: 'photo' as const, label: 'On the photo' },
  { value: 'thumbnail' as const, label: 'On its thumbnail' },
];

/** The layers in the file as a chain; the maps and the facts of the chosen one. */
export function Figure() {
  const { model, from } = values.useValues();
  const { answer, listed, isSplit, layer } = useChosen();
  return (
    <div className={css['figure']}>
      <Card
        title={`The layers in the file: ${listed.length === 0 ? '–' : listed.length}`}
        note="the quickest of three runs counts"
      >
        <div className={css['choices']}>
          <NetworkChoice
            value={model}
            onChange={(chosen) => {
              values.set({ model: chosen, layer: 0, first: 0 });
            }}
          />
          {isSplit && (
            <Segmented
              label="Which layers"
              options={sources}
              value={from}
              onChange={(chosen) => {
                values.set({ from: chosen, layer: 0, first: 0 });
              }}
            />
          )}
        </div>
        <Chain
          layers={listed}
          chosen={layer?.index}
          isWaiting={answer.isWaiting}
          onChoose={(index) => {
            values.set({ layer: index, first: 0 });
          }}
        />
        <Trouble error={answer.error} notices={answer.value?.notices ?? []} />
      </Card>
      <Maps />
      <Facts />
    </div>
  );
}

function Maps() {
  const { layer, start, maps, scale } = useChosen();
  const count = layer?.shape[0] ?? 0;
  const last = Math.min(count, start + mapsAtOnce);
  return (
    <Card
      className={css['maps']}
      title={`What ${layer?.name ?? '–'} hands on: ${count} maps`}
      note={scale ? 'all on one scale' : 'each stretched to its own range'}
    >
      <MapGrid
        className={css['grid']}
        maps={maps.value}
        count={mapsAtOnce}
        isWaiting={maps.isWaiting}
        scale={scale}
      />
      {count > mapsAtOnce && (
        <div className={css['pager']}>
          <Button
            disabled={start === 0}
            onClick={() => {
              values.set({ first: Math.max(0, start - mapsAtOnce) });
            }}
          >
            Earlier maps
          </Button>
          <span>
            {start + 1}–{last} of {count}
          </span>
          <Button
            disabled={last >= count}
            onClick={() => {
              values.set({ first: start + mapsAtOnce });
            }}
          >
            Later maps
          </Button>
        </div>
      )}
      <Trouble error={maps.error} />
    </Card>
  );
}

function Facts() {
  const { layer, answer } = useChosen();
  const facts =
    layer === undefined
      ? []
      : [
          ['What it does', kindWords(layer)],
          ['Channels × height × width', shapeWords(layer)],
          ['One value', sightWords(layer)],
          ['Weights', countWords(layer.weights)],
          ['Multiply-adds', countWords(layer.macs)],
          ['Time', msWords(layer)],
          ['Least and greatest', `${shown(layer.min)} to ${shown(layer.max)}`],
          ['Silent maps', layer.silent.length === 0 ? 'none' : layer.silent.map((at) => at + 1).join(', ')],
        ];
  const rest = answer.value;
  return (
    <Card title={layer?.name ?? 'This layer'}>
      <dl className={css['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {rest !== null && (
        <p className={css['rest']}>
          All together {shown(rest.totalMs, 1)} ms. {shown(rest.restMs, 1)} ms of it goes to what is no layer:
          reading the photo, tone curves and writing the result.
        </p>
      )}
    </Card>
  );
}

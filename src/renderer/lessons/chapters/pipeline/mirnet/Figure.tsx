import { PictureCanvas } from '../../../../ui/PictureCanvas';
import { Select } from '../../../../ui/Select';
import { Card } from '../../../figure/Card';
import { Trouble } from '../../../figure/inside/Trouble';
import { shown } from '../../../figure/number';
import css from './Figure.module.css';
import { levelWords, meansOf, unitWords, useMirnet, values } from './mirnet';

/** Streams and their sizes, a fusion's weights, and both attentions of one unit. */
export function Figure() {
  const { answer, isThere } = useMirnet();
  const isMissing = !isThere && answer.error === null && answer.value === null;
  return (
    <div className={css['figure']} {...(answer.isWaiting && !isMissing && { 'data-waiting': true })}>
      <Streams />
      <FusionCard />
      <UnitCard />
      <Trouble error={answer.error} />
    </div>
  );
}

/** The sizes at which the network works, side by side. */
function Streams() {
  const { levels, fusions, input } = useMirnet();
  const groups = new Set(fusions.map(({ name }) => /groups\.(\d+)/.exec(name)?.[1])).size;
  return (
    <Card
      className={css['wide']}
      title="Streams at several sizes, at work side by side"
      note={`${groups === 0 ? '–' : groups} residual groups, one after the other`}
    >
      <ol className={css['streams']}>
        {(levels.length === 0 ? [null, null, null, null] : levels).map((level, index) => (
          <li key={level?.step ?? index} className={css['stream']}>
            {input === null || level === null ? (
              <span className={css['waiting']} />
            ) : (
              <span className={css['frame']}>
                <PictureCanvas
                  className={css['picture']}
                  picture={reduced(input, level)}
                  label={`The photo in ${level.width} × ${level.height} positions`}
                />
              </span>
            )}
            <strong>{levelWords(level?.step)} of the photo</strong>
            <span>
              {level === null
                ? '– × – × –'
                : `${level.channels.join(', ')} × ${level.height} × ${level.width}`}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

type Sized = { readonly width: number; readonly height: number };

/** The photo at a stream's size, by the mean of each block: this much detail is left there. */
function reduced(
  { width, height, data }: Sized & { readonly data: Uint8Array },
  to: Sized,
): { width: number; height: number; data: Uint8Array } {
  const out = new Uint8Array(to.width * to.height * 3);
  for (let at = 0; at < out.length; at += 1) {
    const pixel = Math.floor(at / 3);
    const [x, y] = [pixel % to.width, Math.floor(pixel / to.width)];
    const [left, right] = [Math.floor((x * width) / to.width), Math.floor(((x + 1) * width) / to.width)];
    const [top, bottom] = [Math.floor((y * height) / to.height), Math.floor(((y + 1) * height) / to.height)];
    let [sum, count] = [0, 0];
    for (let row = top; row < bottom; row += 1)
      for (let column = left; column < right; column += 1) {
        sum += data[(row * width + column) * 3 + (at % 3)] ?? 0;
        count += 1;
      }
    out[at] = count === 0 ? 0 : sum / count;
  }
  return { ...to, data: out };
}

/** Selective kernel fusion: how much each stream counts, on average and channel by channel. */
function FusionCard() {
  const { fusions, fusion, levels } = useMirnet();
  const index = fusion === undefined ? 0 : fusions.indexOf(fusion);
  const streams = fusion?.levels.map((level) => levelWords(levels[level]?.step)) ?? ['–', '–', '–'];
  const means = fusion === undefined ? [0, 0, 0] : meansOf(fusion);
  return (
    <Card title="Selective kernel fusion" note="softmax over the streams: each channel’s weights add to 1">
      <Select
        label="Fusion"
        value={String(index)}
        options={fusions.map((one, at) => ({
          value: String(at),
          label: `${unitWords(one.name)}, at ${levelWords(levels[one.level]?.step)}`,
        }))}
        onChange={(chosen) => {
          values.set({ fusion: Number(chosen) });
        }}
      />
      <table className={css['means']}>
        <thead>
          <tr>
            <th scope="col">Stream</th>
            <th scope="col">Mean weight</th>
            <th scope="col">Channels it leads</th>
          </tr>
        </thead>
        <tbody>
          {streams.map((name, stream) => (
            <tr key={stream}>
              <th scope="row">
                <span className={css['swatch']} data-stream={stream} /> {name}
              </th>
              <td>{fusion === undefined ? '–' : shown(means[stream] ?? 0)}</td>
              <td>{fusion === undefined ? '–' : ledBy(fusion.weights, stream)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Stack weights={fusion?.weights ?? []} names={streams} />
    </Card>
  );
}

/** In how many channels a stream weighs most. */
function ledBy(weights: readonly (readonly number[])[], stream: number): number {
  const channels = weights[0] ?? [];
  return channels.filter((_, channel) =>
    weights.every((other, at) => at === stream || (other[channel] ?? 0) < (weights[stream]?.[channel] ?? 0)),
  ).length;
}

/** A column a channel: its weights stacked to 1. */
function Stack({ weights, names }: { weights: readonly (readonly number[])[]; names: readonly string[] }) {
  const count = weights[0]?.length ?? 0;
  return (
    <svg
      className={css['stack']}
      viewBox={`0 0 ${Math.max(1, count)} 1`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`Weights of ${count} channels, by stream ${names.join(', ')}`}
    >
      {weights.map((stream, at) =>
        stream.map((weight, channel) => {
          const below = weights.slice(0, at).reduce((sum, other) => sum + (other[channel] ?? 0), 0);
          return (
            <rect key={channel} data-stream={at} x={channel + 0.06} y={below} width={0.88} height={weight}>
              <title>{`Channel ${channel + 1}, ${names[at] ?? ''}: ${shown(weight)}`}</title>
            </rect>
          );
        }),
      )}
    </svg>
  );
}

/** Dual attention: bars a channel, and a map of places. */
function UnitCard() {
  const { places, place, channel, levels } = useMirnet();
  const index = place === undefined ? 0 : places.indexOf(place);
  const weights = channel?.weights ?? [];
  return (
    <Card title="Dual attention unit" note="which channels count, and which places">
      <Select
        label="Unit"
        value={String(index)}
        options={places.map((one, at) => ({
          value: String(at),
          label: `${unitWords(one.name)}, at ${levelWords(levels[one.level]?.step)}`,
        }))}
        onChange={(chosen) => {
          values.set({ unit: Number(chosen) });
        }}
      />
      <div className={css['unit']}>
        <div>
          <p className={css['note']}>
            Channel attention: {weights.length === 0 ? '–' : `${weights.length} weights of 0 to 1`}
          </p>
          <svg
            className={css['bars']}
            viewBox={`0 0 ${Math.max(1, weights.length)} 1`}
            preserveAspectRatio="none"
            role="img"
            aria-label={`Channel attention: ${weights.map((weight) => shown(weight, 2)).join(' ')}`}
          >
            {weights.map((weight, at) => (
              <rect key={at} x={at + 0.1} y={1 - weight} width={0.8} height={weight}>
                <title>{`Channel ${at + 1}: ${shown(weight)}`}</title>
              </rect>
            ))}
          </svg>
        </div>
        <div>
          <p className={css['note']}>
            Spatial attention:{' '}
            {place === undefined ? '–' : `${shown(place.min, 2)} (black) to ${shown(place.max, 2)} (white)`}
          </p>
          {place === undefined ? (
            <span className={css['waiting']} />
          ) : (
            <PictureCanvas className={css['picture']} picture={place.picture} label="Spatial attention" />
          )}
        </div>
      </div>
    </Card>
  );
}

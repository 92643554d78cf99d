import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { Picture } from '../../../bridge';
import { fill } from '../../../text/en';
import { evaluateText } from '../../../text/evaluate';
import { Segmented } from '../../../ui/Segmented';
import { setAlong } from '../actions/line';
import { isReduced } from '../panes/wishes';
import { pixelAt, profileOf } from '../state/profile';
import { view, type ProfileLine } from '../state/view';
import css from './ProfileCard.module.css';
import { ProfilePlot, type Series } from './ProfilePlot';

const words = evaluateText.profile;
const channels = (['luma', 'red', 'green', 'blue'] as const).map((value) => ({
  value,
  label: words.channels[value],
}));
const ways = (['row', 'column'] as const).map((value) => ({ value, label: words.ways[value] }));

export type ProfileCardProps = {
  /** The pictures of the panes. */
  pictures: { readonly truth: Picture | null; readonly low: Picture | null; readonly own: Picture | null };
  /** Who made the picture that is compared. */
  label: string;
};

/** The values of all pictures along the line. */
export function ProfileCard(props: ProfileCardProps) {
  const line = useStore(view, (state) => state.line);
  return line === null ? null : <Card line={line} {...props} />;
}

function useSeries(
  { truth, low, own }: ProfileCardProps['pictures'],
  label: string,
  line: ProfileLine,
): Series[] {
  const channel = useStore(view, (state) => state.channel);
  return useMemo(() => {
    const named = [
      ['truth', evaluateText.panes.truth, truth],
      ['low', evaluateText.panes.low, low],
      ['own', label, own],
    ] as const;
    return named.flatMap(([kind, name, picture]): Series[] =>
      picture === null ? [] : [{ kind, name, values: profileOf(picture, line, channel) }],
    );
  }, [truth, low, own, label, line, channel]);
}

function Card({ line, pictures, label }: ProfileCardProps & { line: ProfileLine }) {
  const { channel, spot } = useStore(view);
  const series = useSeries(pictures, label, line);
  const { truth } = pictures;
  return (
    <section className={css['card']} aria-label={words.title}>
      <div className={css['head']}>
        <h3 className={css['title']}>{truth === null ? words.title : whereOf(line, truth)}</h3>
        <Segmented
          label={words.channel}
          options={channels}
          value={channel}
          onChange={(next) => {
            view.setState({ channel: next });
          }}
        />
        <Segmented label={words.way} options={ways} value={line.along} onChange={setAlong} />
      </div>
      {truth !== null && <ProfilePlot series={series} line={line} length={lengthOf(line, truth)} />}
      <p className={css['values']}>
        {truth !== null && (
          <span>{fill(words.at[line.along], { at: pixelAt(spot, lengthOf(line, truth)) })}</span>
        )}
        {series.map(({ kind, name, values }) => (
          <span key={kind} className={css['value']} data-kind={kind}>
            {name} <b>{valueAt(values, spot)}</b>
          </span>
        ))}
        {truth !== null && isReduced(truth) && (
          <span>{fill(words.reduced, { width: truth.width, height: truth.height })}</span>
        )}
      </p>
    </section>
  );
}

function lengthOf({ along }: ProfileLine, { width, height }: Picture): number {
  return along === 'row' ? width : height;
}

function whereOf({ along, at }: ProfileLine, { width, height }: Picture): string {
  const count = along === 'row' ? height : width;
  return fill(words[along], { at: pixelAt(at, count), count });
}

/** A value at a share of the line. */
export function valueAt(values: Float32Array, share: number): number {
  return Math.round(values[pixelAt(share, values.length)] ?? 0);
}

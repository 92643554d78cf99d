import { ChartSpline, ChevronLeft, ChevronRight } from 'lucide-react';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { Picture } from '../../../bridge';
import { firstKey } from '../../../keys';
import { fill } from '../../../text/en';
import { evaluateText } from '../../../text/evaluate';
import { IconButton } from '../../../ui/IconButton';
import { Segmented } from '../../../ui/Segmented';
import { goToPair } from '../actions/choose';
import { toggleLine } from '../actions/line';
import { zoomToActual, zoomToFit } from '../actions/zoom';
import { scoreLine } from '../figures';
import { useDerived } from '../state/derived';
import { evaluate } from '../state/evaluate';
import { view } from '../state/view';
import type { Row } from '../state/rows';
import { ProfileCard } from '../profile/ProfileCard';
import { Legend } from './Legend';
import { Pane, type PaneProps } from './Pane';
import { PairCard } from './PairCard';
import css from './Panes.module.css';
import { PixelLine } from './PixelLine';
import { usePicture } from './usePicture';
import { errorWish, gainOf, lowWish, resultWish, scaledBy, truthWish } from './wishes';

const words = evaluateText.panes;

/** The pictures of the chosen line, and where they differ. */
export function Panes() {
  const { shown } = useDerived();
  return shown === null ? null : <PanesOf key={shown.pair.truth} row={shown} />;
}

function useScaled(picture: Picture | null, gain: number): Picture | null {
  return useMemo(() => picture && scaledBy(picture, gain), [picture, gain]);
}

function PanesOf({ row }: { row: Row }) {
  const { pair, candidate } = row;
  const { rows } = useDerived();
  const { kind, exposure, isHeld, isTruthHeld, reference, outcomes, crop } = useStore(evaluate);
  const hasLine = useStore(view, ({ line }) => line !== null);
  const truth = usePicture(truthWish(row, crop));
  const low = usePicture(lowWish(row, crop));
  const own = usePicture(resultWish(row, crop));
  const errors = usePicture(errorWish(row, { kind, crop }));
  const outcome = outcomes[row.key];
  const lowRow = rows.find((one) => one.pair === pair && one.candidate.id === 'baseline:nothing');
  const lowOutcome = lowRow && outcomes[lowRow.key];
  const scaled = useScaled(own.picture, gainOf(exposure, outcome));
  const scaledLow = useScaled(low.picture, gainOf(exposure, lowOutcome));
  const held = reference === 'truth' ? truth : pair.low === null ? own : low;
  const heldLabel = reference === 'truth' ? words.truth : words.low;
  const result = {
    ...own,
    ...{ label: candidate.label, note: scoreLine(outcome, exposure), picture: scaled },
  };
  const errorLabel = fill(exposure === 'asIs' ? words.errors : words.errorsAsIs, { model: candidate.label });
  const seen = (usual: Omit<PaneProps, 'size'>): Omit<PaneProps, 'size'> =>
    isTruthHeld ? { ...truth, label: words.truth, note: '' } : usual;
  const size = useMemo(
    () => truth.picture && { width: truth.picture.width, height: truth.picture.height },
    [truth.picture],
  );
  return (
    <section className={css['panes']} aria-label={fill(words.label, { name: pair.name })}>
      <Head row={row} />
      <div className={css['grid']}>
        <Pane {...seen({ label: words.truth, note: words.reference, ...truth })} size={size} isMain />
        {pair.low === null && !isTruthHeld ? (
          <p className={css['none']}>{words.noLow}</p>
        ) : (
          <Pane
            {...seen({ ...low, label: words.low, note: scoreLine(lowOutcome, exposure), picture: scaledLow })}
            size={size}
          />
        )}
        <Pane {...seen(isHeld ? { ...held, label: heldLabel, note: '' } : result)} size={size} />
        <Pane {...seen({ ...errors, label: errorLabel, note: '' })} size={size} />
      </div>
      <div className={css['under']}>
        <PixelLine pictures={{ truth: truth.picture, low: scaledLow, own: scaled }} label={candidate.label} />
        <Legend />
      </div>
      <div className={css['cards']} data-line={hasLine}>
        <PairCard row={row} />
        <ProfileCard
          pictures={{ truth: truth.picture, low: scaledLow, own: scaled }}
          label={candidate.label}
        />
      </div>
    </section>
  );
}

function Head({ row }: { row: Row }) {
  const { order } = useDerived();
  const place = order.findIndex(({ key }) => key === row.key) + 1;
  return (
    <header className={css['head']}>
      <h2 className={css['name']}>{row.pair.name}</h2>
      <span className={css['rank']}>
        {fill(words.rank, { model: row.candidate.label, place, count: order.length })}
      </span>
      <LineButton />
      <Zoom />
      <IconButton
        icon={ChevronLeft}
        isFramed
        label={words.previous}
        hint={firstKey('previousPhoto')}
        onClick={() => {
          goToPair(-1);
        }}
      />
      <IconButton
        icon={ChevronRight}
        isFramed
        label={words.next}
        hint={firstKey('nextPhoto')}
        onClick={() => {
          goToPair(1);
        }}
      />
    </header>
  );
}

function LineButton() {
  const hasLine = useStore(view, ({ line }) => line !== null);
  return (
    <IconButton
      icon={ChartSpline}
      isFramed
      isPressed={hasLine}
      label={evaluateText.profile.title}
      hint={firstKey('lineProfile')}
      onClick={toggleLine}
    />
  );
}

function Zoom() {
  const zoom = useStore(view, (state) => state.zoom);
  const value = zoom.kind === 'fit' ? 'fit' : zoom.scale === 1 ? 'actual' : null;
  return (
    <Segmented
      label={words.zoom}
      options={[
        { value: 'fit', label: words.fit },
        { value: 'actual', label: words.actual },
      ]}
      value={value}
      onChange={(next) => {
        if (next === 'fit') zoomToFit();
        else zoomToActual();
      }}
    />
  );
}

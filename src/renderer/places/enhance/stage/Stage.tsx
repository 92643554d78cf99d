import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { sayTileFailure } from '../actions/tiles';
import { mixOf } from '../../../state/look';
import type { PhotoView } from '../../../state/photos';
import { preferences } from '../../../state/preferences';
import type { PixelSet } from '../state/pixels';
import { draftSizeFor, nextDraftSize, setView, view, type ViewState } from '../state/view';
import { fill, text } from '../../../text/en';
import { rawText } from '../../../text/raw';
import { Ring } from '../../../ui/Ring';
import { Viewer, type PixelValues, type ViewerLayers, type ZoomState } from '../../../viewer';
import { captionLines, captionsOf } from './captions';
import { FailureCard } from './FailureCard';
import { layersOf, layersOfPart } from './layers';
import { ScoreFailure } from './ScoreFailure';
import css from './Stage.module.css';
import { TruthTarget } from './TruthTarget';
import { useShownCard, useShownLook, useShownPixels } from '../useShown';
import { viewerText } from './viewerText';

const sizeFor = ({ width, height }: DOMRectReadOnly): number =>
  nextDraftSize(view.getState().draftSize, draftSizeFor(width, height, devicePixelRatio));

/** Tells the pipeline how many pixels the stage has. */
function useStageSize() {
  const stage = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => {
      const box = entry?.contentRect;
      if (box !== undefined && box.width > 0) setView({ draftSize: sizeFor(box) });
    });
    if (stage.current !== null) watch.observe(stage.current);
    return () => {
      watch.disconnect();
    };
  }, []);
  return stage;
}

/** The photo, as large as the window allows. */
export function Stage({ photo }: { photo: PhotoView }) {
  const stage = useStageSize();
  const pixels = useShownPixels();
  const kind = useStore(preferences, (state) => state.view);
  const handle = photo.entry.photo;
  const attempt = useStore(view, ({ tileAttempt }) => tileAttempt);
  const isDamaged = photo.status === 'damaged';
  const layers = useMemo(() => {
    if (pixels === null) return null;
    if (isDamaged) return layersOfPart(handle, pixels);
    return layersOf({ photo: handle, attempt, onFailure: sayTileFailure }, pixels);
  }, [handle, pixels, isDamaged, attempt]);
  const noTruth = kind === 'truth' && photo.truth === null && !isDamaged;
  return (
    <section ref={stage} className={css['stage']} aria-label={text.stage.label}>
      {layers === null && (photo.error === null || isDamaged) && (
        <p className={css['loading']}>
          <Ring />
          {fill(text.stage.loading, { name: photo.entry.name })}
        </p>
      )}
      {layers !== null && noTruth && <TruthTarget />}
      {layers !== null && !noTruth && (
        <div className={css['photo']}>
          <ShownPhoto photo={photo} layers={layers} />
        </div>
      )}
      <CamerasNote lowLight={pixels?.lowLight ?? null} />
      <Failures photo={photo} isOver={layers !== null} isTruth={kind === 'truth'} />
    </section>
  );
}

/** Says whose picture it is while a raw is not developed. */
function CamerasNote({ lowLight }: Pick<PixelSet, 'lowLight'>) {
  if (lowLight?.isCameras !== true) return null;
  return (
    <p className={css['cameras']} role="status">
      {rawText.cameras}
    </p>
  );
}

type FailuresProps = { photo: PhotoView; isOver: boolean; isTruth: boolean };

function Failures({ photo, isOver, isTruth }: FailuresProps) {
  const { entry, error, scoring } = photo;
  if (photo.status === 'damaged') return isOver ? <FailureCard photo={photo} place="below" /> : null;
  if (error !== null) return <FailureCard photo={photo} place={isOver ? 'over' : 'alone'} />;
  if (!isTruth || scoring === null || !('error' in scoring)) return null;
  return <ScoreFailure photo={entry.photo} error={scoring.error} />;
}

const onZoom = (zoom: ZoomState): void => {
  setView({ zoom });
};
const onSplit = (split: number): void => {
  setView({ split });
};
const onPixel = (values: PixelValues | null): void => {
  setView({ values });
};
const onScale = (scale: number): void => {
  setView({ scale });
};

/** The parts of the view that are drawn. The pointer's values change constantly and are left out. */
function drawn({ zoom, split, showLoupe, showOriginal, gain, showTiles, tiles }: ViewState) {
  return { zoom, split, showLoupe, showOriginal, gain, tiles: showTiles ? tiles : null };
}

function ShownPhoto({ photo, layers }: { photo: PhotoView; layers: ViewerLayers }) {
  const look = useShownLook();
  const card = useShownCard();
  const pixels = useShownPixels();
  const { view: kind, showClipping } = useStore(preferences);
  const state = useStore(view, useShallow(drawn));
  const captions = useMemo(() => captionsOf(photo, kind), [photo, kind]);
  const mix = useMemo(() => (look === null ? null : mixOf(look, card)), [look, card]);
  const size = photo.entry.summary;
  if (size === undefined || mix === null) return null;
  return (
    <Viewer
      size={size}
      layers={layers}
      display={pixels?.display ?? null}
      mix={mix}
      view={kind}
      showClipping={showClipping}
      showLoupe={state.showLoupe}
      showOriginal={state.showOriginal}
      differenceGain={state.gain}
      tilesShown={state.tiles?.photo === photo.entry.photo ? state.tiles.list : null}
      captions={captions}
      captionLines={captionLines(photo, kind)}
      isDraft={pixels?.enhanced?.isSmall ?? false}
      isDamaged={photo.status === 'damaged'}
      zoom={state.zoom}
      onZoom={onZoom}
      split={state.split}
      onSplit={onSplit}
      onPixel={onPixel}
      onScale={onScale}
      text={viewerText}
    />
  );
}

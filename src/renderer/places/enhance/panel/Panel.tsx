import { X } from 'lucide-react';
import { useMemo } from 'react';
import { adjustable, applyToOthers } from '../actions/looks';
import { mixOf } from '../../../state/look';
import { canEnhance, photos, type PhotoView } from '../../../state/photos';
import { togglePanel } from '../state/view';
import { fill, text } from '../../../text/en';
import { Button } from '../../../ui/Button';
import { IconButton } from '../../../ui/IconButton';
import { Histogram, useHistograms } from '../../../viewer';
import { layersOf } from '../stage/layers';
import { LookSliders } from './LookSliders';
import { ModelButton } from './ModelButton';
import css from './Panel.module.css';
import { PanelFoot } from './PanelFoot';
import { Presets } from './Presets';
import { RawSection } from './RawSection';
import { useStore } from 'zustand';
import { useSelected, useShownCard, useShownLook, useShownPixels, useStripOrder } from '../useShown';
import { clippingKey } from '../actions/clipping';
import { ClippingTable } from './ClippingTable';

/** All settings of the shown photo. A drawer in a narrow window. */
export function Panel({ photo, isDrawer }: { photo: PhotoView; isDrawer: boolean }) {
  const order = useStripOrder();
  const selected = useSelected();
  const count = useStore(photos, (state) => adjustable(state, { order, selected }).length);
  return (
    <aside
      className={css['panel']}
      aria-label={text.panel.label}
      onKeyDown={(event) => {
        if (isDrawer && event.key === 'Escape' && !event.defaultPrevented) togglePanel(false);
      }}
    >
      {isDrawer && (
        <header className={css['head']}>
          <h2 className={css['title']}>{text.panel.adjust}</h2>
          <IconButton
            icon={X}
            label={text.panel.close}
            onClick={() => {
              togglePanel(false);
            }}
          />
        </header>
      )}
      <div className={css['scroll']}>
        <ModelButton photo={photo} />
        {/* Photos that are damaged or could not be opened have no adjustments. */}
        {canEnhance(photo) && (
          <>
            <PhotoHistogram photo={photo} />
            {photo.entry.summary?.format === 'raw' && <RawSection photo={photo.entry.photo} />}
            <LookSliders />
            <Presets />
            {count > 1 && (
              <Button className={css['all']} onClick={applyToOthers}>
                {fill(selected.length > 1 ? text.panel.applySelected : text.panel.applyAll, { count })}
              </Button>
            )}
          </>
        )}
      </div>
      <PanelFoot photo={photo} />
    </aside>
  );
}

function PhotoHistogram({ photo }: { photo: PhotoView }) {
  const pixels = useShownPixels();
  const look = useShownLook();
  const card = useShownCard();
  const handle = photo.entry.photo;
  const layers = useMemo(
    () => (pixels === null ? null : layersOf({ ...untiled, photo: handle }, pixels)),
    [handle, pixels],
  );
  const mix = useMemo(() => mixOf(look ?? emptyLook, card), [look, card]);
  const histograms = useHistograms(layers, mix);
  const counted = photo.clipping;
  const result = counted !== null && counted.key === clippingKey(handle) ? counted.result : null;
  return (
    <div>
      <Histogram histograms={histograms} title={text.panel.histogram} />
      <ClippingTable
        photo={counted?.photo ?? null}
        result={result ?? histograms?.after?.clipping ?? null}
        isPreview={result === null}
      />
    </div>
  );
}

/** The histogram requests no tiles. */
const untiled = { attempt: 0, onFailure: () => undefined };

const emptyLook = {
  model: '',
  strength: 1,
  controls: {},
  finish: { brightness: 0, highlights: 0, colour: 0 },
};

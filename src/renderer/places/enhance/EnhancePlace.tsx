import { useStore } from 'zustand';
import { Announcer } from '../../frame/Announcer';
import { Sheets } from '../../frame/Sheets';
import { closeSheet } from '../../state/frame';
import { fill, text } from '../../text/en';
import { ErrorBoundary } from '../../ui/ErrorBoundary';
import { MenuAtPointer } from '../../ui/MenuAtPointer';
import { useMedia } from '../../ui/useMedia';
import { ranLine } from './bar/ranLine';
import { DropZones } from './DropZones';
import css from './EnhancePlace.module.css';
import { ExportSheet } from './export/ExportSheet';
import { ModelsSheet } from './models/ModelsSheet';
import { Panel } from './panel/Panel';
import { PresetsSheet, SavePresetSheet } from './panel/PresetSheets';
import { photoMenu } from './photoMenu';
import { Stage } from './stage/Stage';
import { StageFoot } from './stage/StageFoot';
import { EmptyState } from './start/EmptyState';
import { canEnhance, photos, type PhotoView } from '../../state/photos';
import { view } from './state/view';
import { FilmStrip } from './strip/FilmStrip';
import { useEscape } from './useEscape';
import { useShownPhoto } from './useShown';
import { WhyDrawer } from './why/WhyDrawer';

const closing = { label: text.common.close, onEscape: closeSheet };

const sheets = {
  models: ModelsSheet,
  export: ExportSheet,
  presets: PresetsSheet,
  savePreset: SavePresetSheet,
};

/** The place for one photo: view it, judge it, save it. */
export function EnhancePlace({ isNarrow }: { isNarrow: boolean }) {
  const photo = useShownPhoto();
  return (
    <>
      <ErrorBoundary escape={useEscape()}>
        {photo === null ? (
          <main className={css['alone']}>
            <EmptyState />
          </main>
        ) : (
          <ShownPhoto photo={photo} isNarrow={isNarrow} />
        )}
      </ErrorBoundary>
      <ErrorBoundary escape={closing}>
        <Announcer line={photo === null ? '' : announcement(photo)} />
        <DropZones />
        <Sheets sheets={sheets} />
      </ErrorBoundary>
    </>
  );
}

function ShownPhoto({ photo, isNarrow }: { photo: PhotoView; isNarrow: boolean }) {
  const count = useStore(photos, ({ order }) => order.length);
  const isWhyOpen = useStore(view, (state) => state.isWhyOpen);
  const isPanelOpen = useStore(view, (state) => state.isPanelOpen);
  const isExplained = isWhyOpen && canEnhance(photo);
  // The panel stays beside the drawer where there is room for both, and else waits behind it. In a narrow window it is a drawer itself.
  const hasRoom = useMedia('(min-width: 1600px)');
  const hasPanel = isNarrow ? isPanelOpen && !isExplained : true;
  const isCovered = isExplained && !hasRoom;
  return (
    <div className={css['place']} data-strip={count > 1} data-why={isExplained}>
      <main className={css['main']}>
        <MenuAtPointer entries={photoMenu}>
          <div className={css['stage']}>
            <Stage photo={photo} />
          </div>
        </MenuAtPointer>
        <StageFoot photo={photo} />
        {count > 1 && <FilmStrip />}
      </main>
      {(hasPanel || isExplained) && (
        <div className={css['side']}>
          {isExplained && <WhyDrawer photo={photo} />}
          {hasPanel && (
            <div className={css['panel']} data-covered={isCovered} inert={isCovered}>
              <Panel photo={photo} isDrawer={isNarrow} />
            </div>
          )}
        </div>
      )}
    </div>
  );
}

/** Announces the shown photo and its progress. A failure is announced by its own card. */
function announcement(photo: PhotoView): string {
  if (photo.status !== 'done') return '';
  const state = [ranLine(photo), ...(photo.ran?.notices ?? [])].join('. ');
  return fill(text.announce, { name: photo.entry.name, state });
}

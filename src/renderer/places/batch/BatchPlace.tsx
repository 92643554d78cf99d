import { useEffect } from 'react';
import { useStore } from 'zustand';
import { Sheets } from '../../frame/Sheets';
import { UnfinishedBatches } from '../../frame/UnfinishedBatches';
import { batch, isAtWork } from '../../state/batch';
import { looks } from '../../state/looks';
import { models } from '../../state/models';
import { photos } from '../../state/photos';
import { DropVeil } from '../../ui/DropVeil';
import { pumpQuickLook, stopQuickLook } from './actions/quickLook';
import css from './BatchPlace.module.css';
import { Filters } from './grid/Filters';
import { Photos } from './grid/Photos';
import { BatchPanel } from './panel/BatchPanel';
import { LargeLook } from './panel/LargeLook';
import { RunBar } from './run/RunBar';
import { WatchStrip } from './run/WatchStrip';
import { EmptyBatch } from './start/EmptyBatch';
import { StartSheet } from './sheet/StartSheet';
import { WatchSheet } from './sheet/WatchSheet';
import { batchView } from './state/view';
import { BatchToolbar } from './toolbar/BatchToolbar';

const sheets = { quickLook: LargeLook, batchStart: StartSheet, watchFolder: WatchSheet };

/** Makes the quick look of the shown photo while this place is shown. */
function useQuickLook(): void {
  useEffect(() => {
    pumpQuickLook();
    const stops = [photos, looks, models].map((store) => store.subscribe(pumpQuickLook));
    return () => {
      for (const stop of stops) stop();
      stopQuickLook();
    };
  }, []);
}

/** The place for many photos: choose, run, and look at what needs attention. */
export function BatchPlace({ isNarrow }: { isNarrow: boolean }) {
  const isEmpty = useStore(photos, ({ order }) => order.length === 0);
  useQuickLook();
  return (
    <>
      {isEmpty ? (
        <main className={css['alone']}>
          <EmptyBatch />
        </main>
      ) : (
        <Filled isNarrow={isNarrow} />
      )}
      <DropVeil takes="photo" />
      <Sheets sheets={sheets} />
    </>
  );
}

function Filled({ isNarrow }: { isNarrow: boolean }) {
  const isPanelOpen = useStore(batchView, (state) => state.isPanelOpen);
  const hasPanel = !isNarrow || isPanelOpen;
  return (
    <div className={css['place']}>
      <main className={css['main']}>
        <BatchToolbar />
        <WatchStrip />
        <Unfinished />
        <RunBar />
        <Filters />
        <Photos />
      </main>
      {hasPanel && (
        <div className={css['side']}>
          <BatchPanel isDrawer={isNarrow} />
        </div>
      )}
    </div>
  );
}

/** Not while photos are at work: a batch that stopped joins the one that runs. */
function Unfinished() {
  const isIdle = useStore(batch, ({ status }) => !isAtWork(status));
  return isIdle ? (
    <div className={css['unfinished']}>
      <UnfinishedBatches />
    </div>
  ) : null;
}

import { useStore } from 'zustand';
import { canEnhance, photos } from '../../state/photos';
import { sheets } from '../../state/sheets';
import { EmptyState } from './EmptyState';
import css from './EnhancePlace.module.css';
import { FilmStrip } from './FilmStrip';
import { Panel } from './Panel';
import { Stage } from './Stage';
import { StageFoot } from './StageFoot';
import { useShownPhoto } from './useShown';
import { WhyDrawer } from './WhyDrawer';

/** One photo: see it, judge it, keep it. */
export function EnhancePlace({ isNarrow }: { isNarrow: boolean }) {
  const photo = useShownPhoto();
  const count = useStore(photos, ({ order }) => order.length);
  const { why, panel } = useStore(sheets);
  if (photo === null)
    return (
      <main className={css['alone']}>
        <EmptyState />
      </main>
    );
  const hasPanel = !isNarrow || panel || why;
  return (
    <div className={css['place']}>
      <main className={css['main']}>
        <div className={css['stage']}>
          <Stage photo={photo} />
        </div>
        <StageFoot photo={photo} />
        {count > 1 && <FilmStrip />}
      </main>
      {hasPanel && (
        <div className={css['side']} data-drawer={isNarrow}>
          {(!isNarrow || panel) && <Panel photo={photo} isDrawer={isNarrow} />}
          {why && canEnhance(photo) && <WhyDrawer photo={photo} />}
        </div>
      )}
    </div>
  );
}

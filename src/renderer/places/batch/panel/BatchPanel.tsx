import { X } from 'lucide-react';
import { useStore } from 'zustand';
import { photos } from '../../../state/photos';
import { batchText } from '../../../text/batch';
import { counted } from '../../../text/en';
import { IconButton } from '../../../ui/IconButton';
import { setBatchView } from '../state/view';
import { useChosen, useTargets } from '../useSet';
import css from './BatchPanel.module.css';
import { Failures } from './Failures';
import { PanelFoot } from './PanelFoot';
import { QuickLook } from './QuickLook';
import { SharedSettings } from './SharedSettings';

const words = batchText.panel;

/** What the selected photos need first: failures, then a quick look, then their settings. Without a selection it is about all. */
export function BatchPanel({ isDrawer }: { isDrawer: boolean }) {
  const selected = useChosen().length;
  const all = useStore(photos, ({ order }) => order.length);
  const targets = useTargets();
  return (
    <aside
      className={css['panel']}
      aria-label={words.label}
      onKeyDown={(event) => {
        if (isDrawer && event.key === 'Escape') setBatchView({ isPanelOpen: false });
      }}
    >
      <header className={css['head']}>
        <h2 className={css['title']}>
          {selected > 0 ? counted(words.selected, selected) : counted(words.all, all)}
        </h2>
        {isDrawer && (
          <IconButton
            icon={X}
            label={words.close}
            onClick={() => {
              setBatchView({ isPanelOpen: false });
            }}
          />
        )}
      </header>
      <div className={css['scroll']}>
        <Failures />
        <QuickLook />
        {targets.length > 0 && <SharedSettings targets={targets} />}
      </div>
      <PanelFoot />
    </aside>
  );
}

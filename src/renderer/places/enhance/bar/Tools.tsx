import { SlidersHorizontal } from 'lucide-react';
import { useStore } from 'zustand';
import { text } from '../../../text/en';
import { IconButton } from '../../../ui/IconButton';
import { togglePanel, toggleWhy, view } from '../state/view';
import { useShownPhoto } from '../useShown';

/** Opens the panel in a narrow window. */
export function Tools({ isNarrow }: { isNarrow: boolean }) {
  const photo = useShownPhoto();
  const isPanelShown = useStore(view, (state) => state.isPanelOpen && !state.isWhyOpen);
  if (!isNarrow || photo === null) return null;
  return (
    <IconButton
      icon={SlidersHorizontal}
      isFramed
      label={text.bar.adjust}
      data-opens="panel"
      aria-expanded={isPanelShown}
      onClick={() => {
        toggleWhy(false);
        togglePanel(!isPanelShown);
      }}
    />
  );
}

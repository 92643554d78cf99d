import { SlidersHorizontal } from 'lucide-react';
import { useStore } from 'zustand';
import { photos } from '../../../state/photos';
import { batchText } from '../../../text/batch';
import { IconButton } from '../../../ui/IconButton';
import { batchView, setBatchView } from '../state/view';

/** Opens the panel in a narrow window. */
export function Tools({ isNarrow }: { isNarrow: boolean }) {
  const isEmpty = useStore(photos, ({ order }) => order.length === 0);
  const isOpen = useStore(batchView, (state) => state.isPanelOpen);
  if (!isNarrow || isEmpty) return null;
  return (
    <IconButton
      icon={SlidersHorizontal}
      isFramed
      label={batchText.panel.open}
      aria-expanded={isOpen}
      onClick={() => {
        setBatchView({ isPanelOpen: !isOpen });
      }}
    />
  );
}

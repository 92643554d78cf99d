import { ListTree } from 'lucide-react';
import { useStore } from 'zustand';
import { IconButton } from '../../../ui/IconButton';
import { learn } from '../../../lessons/state/learn';
import { learnText } from '../../../lessons/text';

/** Opens the contents in a narrow window. */
export function Tools({ isNarrow }: { isNarrow: boolean }) {
  const isOpen = useStore(learn, (state) => state.isContentsOpen);
  if (!isNarrow) return null;
  return (
    <IconButton
      icon={ListTree}
      isFramed
      label={learnText.contents.open}
      aria-expanded={isOpen}
      onClick={() => {
        learn.setState({ isContentsOpen: !isOpen });
      }}
    />
  );
}

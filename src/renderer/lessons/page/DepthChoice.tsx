import { useStore } from 'zustand';
import { preferences } from '../../state/preferences';
import { Segmented } from '../../ui/Segmented';
import { setDepth } from '../actions/setDepth';
import { learnText } from '../text';

const depths = (['photographer', 'student', 'engineer'] as const).map((value) => ({
  value,
  label: learnText.depths[value],
}));

/** How deep the words go. */
export function DepthChoice() {
  const depth = useStore(preferences, ({ learn }) => learn.depth);
  return <Segmented label={learnText.page.depth} options={depths} value={depth} onChange={setDepth} />;
}

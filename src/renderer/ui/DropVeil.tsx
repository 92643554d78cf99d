import { useStore } from 'zustand';
import { frame } from '../state/frame';
import { text } from '../text/en';
import css from './DropVeil.module.css';

/** Lies over a place that takes all dragged files alike, while some are over it. */
export function DropVeil({ takes }: { takes: 'photo' | 'pairs' }) {
  const zone = useStore(frame, ({ dropZone }) => dropZone);
  return zone === null ? null : (
    <div className={css['veil']} data-drop={takes}>
      {text.drop.open}
    </div>
  );
}

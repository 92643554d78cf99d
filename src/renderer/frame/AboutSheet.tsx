import { useEffect } from 'react';
import { useStore } from 'zustand';
import { readAbout } from '../actions/lists';
import { closeSheet, frame } from '../state/frame';
import { fill } from '../text/en';
import { sheetText } from '../text/sheets';
import { Sheet } from '../ui/Sheet';
import css from './AboutSheet.module.css';

const words = sheetText.about;

export function AboutSheet() {
  const { version, electron, platform } = useStore(frame, ({ about }) => about);
  useEffect(() => {
    void readAbout();
  }, []);
  return (
    <Sheet title={words.title} onClose={closeSheet}>
      <div className={css['lines']}>
        <p className={css['version']}>{fill(words.version, { version })}</p>
        <p>{words.line}</p>
        <p>{words.privacy}</p>
        <p className={css['weak']}>{fill(words.runtime, { electron, platform })}</p>
      </div>
    </Sheet>
  );
}

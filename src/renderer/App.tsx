import { Tooltip } from 'radix-ui';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { startApp } from './actions/start';
import css from './App.module.css';
import { EngineNote } from './frame/EngineNote';
import { Rail } from './frame/Rail';
import { frameSheets, Sheets } from './frame/Sheets';
import { Toasts } from './frame/Toasts';
import { TopBar } from './frame/TopBar';
import { closeSheet } from './state/frame';
import { placeOf, places, type Place } from './state/places';
import { text } from './text/en';
import { ErrorBoundary } from './ui/ErrorBoundary';
import { useMedia } from './ui/useMedia';

const closing = { label: text.common.close, onEscape: closeSheet };

/** Assembles the window: the shown place and the frame around it. */
export function App() {
  const place = useStore(places, placeOf);
  useEffect(startApp, []);
  return (
    <Tooltip.Provider delayDuration={500}>
      <div className={css['window']}>
        <Rail />
        {place !== undefined && <ShownPlace key={place.id} place={place} />}
        <ErrorBoundary escape={closing}>
          <Toasts />
          <Sheets sheets={frameSheets} />
        </ErrorBoundary>
      </div>
    </Tooltip.Provider>
  );
}

/** Each part fails separately. The others stay, with photos and settings. */
function ShownPlace({ place }: { place: Place }) {
  const isNarrow = useMedia('(max-width: 1099px)');
  return (
    <>
      <ErrorBoundary escape={place.useEscape()}>
        <TopBar place={place} isNarrow={isNarrow} />
      </ErrorBoundary>
      <div className={css['place']}>
        <EngineNote />
        <place.Main isNarrow={isNarrow} />
      </div>
    </>
  );
}

import { Tooltip } from 'radix-ui';
import { useEffect } from 'react';
import { closePhoto } from './actions/openPhotos';
import { startApp } from './actions/start';
import css from './App.module.css';
import { Announcer } from './frame/Announcer';
import { DropOverlay } from './frame/DropOverlay';
import { EngineNote } from './frame/EngineNote';
import { Sheets } from './frame/Sheets';
import { Toasts } from './frame/Toasts';
import { TopBar } from './frame/TopBar';
import { EnhancePlace } from './places/enhance/EnhancePlace';
import { useShownPhoto } from './places/enhance/useShown';
import { closeSheet } from './state/sheets';
import { text } from './text/en';
import { ErrorBoundary } from './ui/ErrorBoundary';
import { useMedia } from './ui/useMedia';

/** Each part breaks by itself: the others stay, and so do photos and settings. */
const closing = { label: text.common.close, onEscape: closeSheet };
const escapeFrom = (photo: string) => ({
  label: text.failed.close,
  onEscape: () => {
    closePhoto(photo);
  },
});

/** Puts the window together. */
export function App() {
  const photo = useShownPhoto();
  const isNarrow = useMedia('(max-width: 1099px)');
  useEffect(startApp, []);
  const escape = photo === null ? null : escapeFrom(photo.entry.photo);
  return (
    <Tooltip.Provider delayDuration={500}>
      <div className={css['window']}>
        <ErrorBoundary escape={escape}>
          <TopBar photo={photo} isNarrow={isNarrow} />
        </ErrorBoundary>
        <div className={css['place']}>
          <EngineNote />
          <ErrorBoundary escape={escape}>
            <EnhancePlace isNarrow={isNarrow} />
          </ErrorBoundary>
        </div>
        <ErrorBoundary escape={closing}>
          <Announcer photo={photo} />
          <Toasts />
          <DropOverlay photo={photo} />
          <Sheets photo={photo} />
        </ErrorBoundary>
      </div>
    </Tooltip.Provider>
  );
}

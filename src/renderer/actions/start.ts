import type { AppEvent } from '@contract';
import { listen } from '../bridge';
import { engine } from '../state/engine';
import { followFocus } from '../state/focus';
import { looks } from '../state/looks';
import { models } from '../state/models';
import { photos } from '../state/photos';
import { preferences, themeOf } from '../state/preferences';
import { retryTiles } from '../state/tileAttempt';
import { view } from '../state/view';
import { pumpBackground } from './background';
import { runCommand } from './commands';
import { listenForDrops } from './drop';
import { inBackground } from './failures';
import { listenToKeys } from './keyboard';
import { readModels } from './lists';
import { endDrag } from './looks';
import { sayReading, takeMorePhotos, takePhotos } from './openPhotos';
import { onIdle, pump } from './pipeline';
import { readPreferences } from './preferences';

type OtherEvent = Exclude<AppEvent, { kind: 'progress' }>;
const engineNoteMs = 8000;

function onEvent(event: OtherEvent): void {
  switch (event.kind) {
    case 'opened':
      (event.isMore ? takeMorePhotos : takePhotos)(event.photos);
      return;
    case 'reading':
      sayReading(event.left);
      return;
    case 'menu':
      runCommand(event.command);
      return;
    case 'engine':
      engine.setState({ state: event.state, error: event.error ?? null });
      if (event.state === 'restarted') {
        retryTiles();
        setTimeout(() => {
          if (engine.getState().state === 'restarted') engine.setState({ state: 'ready', error: null });
        }, engineNoteMs);
      }
  }
}

function followTheme(): () => void {
  const light = matchMedia('(prefers-color-scheme: light)');
  const apply = (): void => {
    document.documentElement.dataset['theme'] = themeOf(preferences.getState().theme, light.matches);
  };
  apply();
  light.addEventListener('change', apply);
  const stop = preferences.subscribe(apply);
  return () => {
    light.removeEventListener('change', apply);
    stop();
  };
}

/** Sets the page going: preferences, models, events, keys, and what follows from each change. Returns what stops it. */
export function startApp(): () => void {
  let isQueued = false;
  const schedule = (): void => {
    if (isQueued) return;
    isQueued = true;
    queueMicrotask(() => {
      isQueued = false;
      pump();
      pumpBackground();
    });
  };
  onIdle(pumpBackground);
  const stops = [
    ...[photos, looks, view, preferences, models].map((store) => store.subscribe(schedule)),
    photos.subscribe(({ active }, before) => {
      if (active !== before.active) endDrag(before.active);
    }),
    followTheme(),
    listen(onEvent),
    listenForDrops(),
    listenToKeys(),
    followFocus(),
  ];
  inBackground(readPreferences().then(readModels), '');
  return () => {
    for (const stop of stops) stop();
  };
}

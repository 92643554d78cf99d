import type { AppEvent } from '@contract';
import { listen } from '../bridge';
import { followFocus } from '../state/focus';
import { frame } from '../state/frame';
import { followLink, places } from '../state/places';
import { preferences, themeOf } from '../state/preferences';
import { runCommand } from './commands';
import { listenForDrops } from './drop';
import { inBackground } from './failures';
import { listenToKeys } from './keyboard';
import { readModels } from './lists';
import { adjustWaiting } from './adjustWaiting';
import { developRaws } from './developRaws';
import { followBatch, hearBatch } from './followBatch';
import { followSet, takeQuietly } from './photoSet';
import { giveToPlace } from './openPhotos';
import { readPreferences } from './preferences';

type OtherEvent = Exclude<AppEvent, { kind: 'progress' }>;
const engineNoteMs = 8000;

/** Resolves when the preferences were read, or cannot be. */
let known: Promise<unknown> = Promise.resolve();

function onEvent(event: OtherEvent): void {
  switch (event.kind) {
    case 'opened':
      if (event.isQuiet === true) takeQuietly(event.photos);
      else giveToPlace(event.photos);
      return;
    case 'batch':
      hearBatch(event);
      return;
    case 'lesson':
      // A page that is shown changes the preferences, so they must be known.
      void known.then(() => {
        followLink(event.state);
      });
      return;
    case 'menu':
      runCommand(event.command);
      return;
    case 'engine':
      frame.setState({ engine: { state: event.state, error: event.error ?? null } });
      if (event.state === 'restarted') setTimeout(endEngineNote, engineNoteMs);
  }
}

function endEngineNote(): void {
  if (frame.getState().engine.state === 'restarted')
    frame.setState({ engine: { state: 'ready', error: null } });
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

/** Starts the page: events, keys, preferences, models, and each place. Returns a function that stops it. */
export function startApp(): () => void {
  const stops = [
    ...places.getState().table.map(({ start }) => start()),
    followSet(),
    followBatch(),
    adjustWaiting(),
    developRaws(),
    followTheme(),
    listen(onEvent),
    listenForDrops(),
    listenToKeys(),
    followFocus(),
  ];
  const read = readPreferences();
  known = read.catch(() => undefined);
  inBackground(read.then(readModels), '');
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * @file A stand-in for `window.candela` in a plain browser: serves real pixels of assets/samples, deterministic, remembers every call.
 * Bundled and put into the page before its own script; `window.fake` is the tests' handle on it.
 */
import '../../../src/renderer/withoutEval';
import type { AppEvent, Bridge, CallInput, CallOutput, PhotoEntry, PhotoHandle, WireError } from '@contract';
import { calls, Preferences } from '@contract';
import { clippedPixels, clippingOf } from '@core';
import { FakeBatch } from './fakeBatch';
import { batchHandlers, type Handlers } from './fakeBatchCalls';
import { fakeExplanation, fakeSeam } from './fakeExplain';
import { fakeDevices, named, photoOf, refusedTruth, type FakePhoto } from './fakeLibrary';
import { fakeLessons } from './fakeLessons';
import { fakeNetwork } from './fakeNetwork';
import { fakeModels } from './fakeModels';
import { fakeSet, pairHandlers, Refused } from './fakePairs';
import { trainingHandlers } from './fakeTraining';
import { crop, enhanced, installFetch, keep, load, type Pixels } from './fakePixels';
import { score } from './fakeScores';

export type Logged = { name: string; input: unknown };

/** What the tests can do with the fake. */
export type Fake = {
  calls: Logged[];
  drafts: CallInput<'photos.draft'>[];
  cancelled: string[];
  /** Id of the newest call of each name. */
  lastIds: Map<string, string>;
  /** Names of library photos that the next open dialog, paste and drop of unknown files give. */
  nextOpen: string[];
  nextTruth: string | null;
  foundTruth: boolean;
  /** The network leaves every photo as it is, unless a control is moved. */
  leavesAlone: boolean;
  recent: CallOutput<'photos.recent'>;
  /** Names of the photos that were open together last. */
  session: string[];
  /** What was kept, by photo. */
  settings: Record<PhotoHandle, CallOutput<'settings.find'>>;
  marks: Record<PhotoHandle, CallOutput<'marks.find'>>;
  /** Name that the dialog of 'Save as' gives. Null: it is cancelled. */
  nextTarget: string | null;
  /** Calls of this name wait until it is taken out again. */
  held: Set<string>;
  /** Calls of this name fail with it. */
  failing: Map<string, WireError>;
  batch: FakeBatch;
  emit(event: AppEvent): void;
  entry(name: string): PhotoEntry;
};

declare global {
  var candela: Bridge;
  var fake: Fake;
}

const listeners = new Set<(event: AppEvent) => void>();
const controllers = new Map<string, AbortController>();

const batch = new FakeBatch({
  emit: (event) => {
    state.emit(event);
  },
  nameOf: (wish) => exampleOf(wish),
  isHeld: () => state.held.has('batch.run'),
  failure: () => state.failing.get('batch.run'),
});

const state: Fake = {
  batch,
  calls: [],
  drafts: [],
  cancelled: [],
  lastIds: new Map(),
  nextOpen: ['street.jpg'],
  nextTruth: null,
  foundTruth: false,
  leavesAlone: false,
  recent: [],
  session: [],
  settings: {},
  marks: {},
  nextTarget: 'mine.png',
  held: new Set(),
  failing: new Map(),
  emit: (event) => {
    for (const listener of listeners) listener(event);
  },
  entry: (name) => named(name).entry,
};

async function result(
  { source, truth }: FakePhoto,
  size: number,
  inference: CallInput<'photos.draft'>['inference'],
): Promise<Pixels> {
  const isLeft = state.leavesAlone && Object.keys(inference.controls).length === 0;
  return isLeft ? load(source, size) : enhanced(await load(truth ?? source, size), inference);
}

let preferences = Preferences.parse(Reflect.get(window, 'fakePreferences') ?? {});

const friendsPreset = {
  version: 1 as const,
  name: 'From a friend',
  strength: 0.8,
  controls: {},
  finish: { brightness: 0, highlights: -0.2, colour: 0.1 },
};

let folder = 'Night walk';

function exampleOf({ photo, choices }: CallInput<'save.example'>): { name: string; folder: string } {
  const { name } = photoOf(photo).entry;
  const stem = name.replace(/\.\w+$/, '');
  const ending =
    choices.format === undefined || choices.format === 'same' ? 'jpg' : choices.format.replace('jpeg', 'jpg');
  const template = choices.nameTemplate ?? '{name}-candela';
  const filled = template
    .replace('{name}', stem)
    .replace('{model}', 'candela')
    .replace('{strength}', '100')
    .replace('{date}', '2026-01-31')
    .replace('{number}', '001');
  return { name: `${filled}.${ending}`, folder };
}

/** As the main process opens many photos: by their names alone. */
function opened(name: string, _index: number, { length }: readonly string[]): PhotoEntry {
  const { entry } = named(name);
  return length > 8 ? { photo: entry.photo, name } : entry;
}

const nothing = (): Promise<Record<string, never>> => Promise.resolve({});

const handlers: Handlers = {
  ...trainingHandlers(),
  'photos.open': () => Promise.resolve(state.nextOpen.map(opened)),
  'photos.paste': () => Promise.resolve(state.nextOpen.map((name) => named(name).entry)),
  'photos.samples': () =>
    Promise.resolve(['street', 'landscape', 'room'].map((name) => named(`${name}.jpg`).entry)),
  'photos.openSample': nothing,
  'photos.recent': () => Promise.resolve(state.recent),
  'photos.openRecent': ({ recent }) => Promise.resolve([photoOf(recent).entry]),
  'photos.clearRecent': nothing,
  'photos.session': () => Promise.resolve({ count: state.session.length }),
  'photos.reopenSession': () => Promise.resolve(state.session.map((name) => named(name).entry)),
  'settings.find': ({ photo }) => Promise.resolve(state.settings[photo] ?? null),
  'settings.keep': ({ photo, settings }) => {
    state.settings[photo] = calls['settings.keep'].input.shape.settings.parse(settings);
    return nothing();
  },
  'marks.find': ({ photo }) => Promise.resolve(state.marks[photo] ?? { rating: 0, isRejected: false }),
  'marks.keep': ({ photo, marks }) => {
    state.marks[photo] = marks;
    return nothing();
  },
  'photos.reveal': nothing,
  'photos.inspect': async ({ photos }) => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    return photos.map((photo) => photoOf(photo).entry);
  },
  'photos.reopen': ({ photo }) => Promise.resolve(photoOf(photo).entry),
  'photos.close': nothing,
  'photos.chooseTruth': () => Promise.resolve(state.nextTruth === null ? null : named(state.nextTruth).entry),
  'photos.findTruth': ({ photo }) => {
    const stem = photoOf(photo).entry.name.replace(/\.\w+$/, '');
    return Promise.resolve(state.foundTruth ? named(`${stem}-truth.jpg`).entry : null);
  },
  'photos.choosePage': ({ photo }) => Promise.resolve(photoOf(photo).entry),
  'photos.preview': async ({ photo, size }) => {
    const { source, damage } = photoOf(photo);
    return { picture: keep(await load(source, size)), display: null, ...(damage && { damage }) };
  },
  'photos.cameraPicture': () => Promise.resolve(null),
  'photos.develop': ({ photo }) => Promise.resolve(photoOf(photo).entry),
  'raw.developers': () => Promise.resolve([]),
  'photos.draft': async ({ photo, size, inference }) => ({
    picture: keep(await result(photoOf(photo), size, inference)),
    provider: 'cpu',
    ms: size > 600 ? 1240 : 160,
    notices: [],
  }),
  'photos.tile': async ({ photo, column, row, inference }) => {
    const found = photoOf(photo);
    const whole = inference === null ? await load(found.source, 8192) : await result(found, 8192, inference);
    return keep(crop(whole, column, row));
  },
  'photos.measure': async ({ photo, truth, look }) => {
    const [found, reference] = [photoOf(photo), await load(photoOf(truth).source, 320)];
    return {
      lowLight: score(await load(found.source, 320), reference),
      enhanced: score(await result(found, 320, look.inference), reference),
    };
  },
  ...pairHandlers(() => state.nextOpen),
  'photos.clipping': async ({ photo, look }) => {
    const { data, width, height } = await load(photoOf(photo).source, 8192);
    const counted = clippingOf(clippedPixels({ data, width, height, channels: 3 }));
    return { photo: counted, result: look.mix.strength === 0 ? counted : null };
  },
  'photos.seam': ({ photo, inference, overlap }) => fakeSeam(photoOf(photo), inference, overlap),
  'photos.explain': ({ photo, inference }) => fakeExplanation(photoOf(photo), inference),
  'save.write': async (input, { id, signal }) => {
    for (let done = 1; done <= 4; done += 1) {
      signal.throwIfAborted();
      state.emit({ kind: 'progress', call: id, stage: 'inference', done, total: 4 });
      await Promise.resolve();
    }
    const named = input.target === undefined ? {} : { name: state.nextTarget, folder: 'Mine' };
    const saved = { ...exampleOf(input), ...named, provider: 'cpu' as const, totalMs: 5100, notices: [] };
    return { save: 'f'.repeat(32), canUndo: true, ...saved };
  },
  'save.chooseFile': () =>
    Promise.resolve(
      state.nextTarget === null ? null : { target: 'e'.repeat(32), name: state.nextTarget, folder: 'Mine' },
    ),
  'save.drag': nothing,
  'save.example': (input) => Promise.resolve(exampleOf(input)),
  'save.chooseFolder': () => {
    folder = 'Results';
    return Promise.resolve({ folder });
  },
  'save.resetFolder': () => {
    folder = 'Night walk';
    return nothing();
  },
  'save.reveal': nothing,
  'save.undo': nothing,
  'save.command': ({ photo }) =>
    Promise.resolve({ command: `candela enhance ${photoOf(photo).entry.name} --model candela` }),
  'save.copyPicture': nothing,
  ...batchHandlers(batch),
  'models.list': () => Promise.resolve(fakeModels),
  'devices.list': () => Promise.resolve(fakeDevices),
  'preferences.read': () => Promise.resolve(preferences),
  'preferences.change': (patch) => {
    preferences = Preferences.parse({ ...preferences, ...patch });
    return Promise.resolve(preferences);
  },
  'presets.export': () => Promise.resolve({ saved: true }),
  'presets.import': () => Promise.resolve([friendsPreset]),
  ...fakeLessons,
  ...fakeNetwork(photoOf),
  'app.about': () => Promise.resolve({ version: '0.1.0', electron: '45.4.1', platform: 'linux' }),
};

/** Waits while calls of a name are held. */
async function passage(name: string, signal: AbortSignal): Promise<void> {
  while (state.held.has(name) && !signal.aborted) await new Promise((resolve) => setTimeout(resolve, 10));
  signal.throwIfAborted();
}

function noteDraft(name: string, input: unknown): void {
  if (name === 'photos.draft') state.drafts.push(calls['photos.draft'].input.parse(input));
}

const bridge: Bridge = {
  call: async (name, input, id) => {
    const controller = new AbortController();
    controllers.set(id, controller);
    state.calls.push({ name, input });
    state.lastIds.set(name, id);
    noteDraft(name, input);
    try {
      await passage(name, controller.signal);
      const failure = state.failing.get(name);
      if (failure !== undefined) return { ok: false, error: failure };
      return { ok: true, value: await handlers[name](input, { id, signal: controller.signal }) };
    } catch (error) {
      if (controller.signal.aborted) return { ok: false, aborted: true };
      if (error instanceof Refused) return { ok: false, error: error.wire };
      throw error;
    } finally {
      controllers.delete(id);
    }
  },
  cancel: (id) => {
    state.cancelled.push(id);
    controllers.get(id)?.abort();
  },
  openFiles: (files, purpose) => {
    state.calls.push({ name: 'openFiles', input: purpose });
    const names = files.map((file) => (file instanceof File ? file.name : ''));
    const entries = purpose.kind === 'pairs' ? names.flatMap(fakeSet) : names.map(opened);
    const refusal = purpose.kind === 'truth' ? refusedTruth(photoOf(purpose.photo).entry, entries[0]) : null;
    return Promise.resolve(refusal === null ? { ok: true, value: entries } : { ok: false, error: refusal });
  },
  onEvent: (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

installFetch();
window.candela = bridge;
window.fake = state;

/** @file The main process's calls without Electron: real handlers, the fake engine, and a person who answers dialogs as told. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  calls,
  type Answer,
  type AppEvent,
  type CallInput,
  type CallName,
  type CallOutput,
  type Theme,
} from '@contract';
import { EnginePort, forkHost } from '@engine-client';
import { buildServices } from '../../src/main/buildServices';
import { CallRouter } from '../../src/main/calls/CallRouter';
import { answeringWith } from '../../src/main/handlers/handlers';
import type { Desktop, Services } from '../../src/main/handlers/Services';
import { tempFolder } from './tempFolder';

/** What a person does in dialogs and has on the clipboard, and what the app did to the system. */
export type Person = {
  answers: string[];
  files: string[];
  picture: Uint8Array | null;
  revealed: string[];
  dragged: string[];
  /** Files that were opened in other programs. */
  shown: string[];
  /** What the dialogs for results suggested. */
  suggested: string[];
  copied: string[];
  themes: Theme[];
  /** What the taskbar showed, whether sleep was prevented, and how many photos notifications told of. */
  taskbar: (number | null)[];
  awake: boolean[];
  notified: number[];
};

export type TestRouter = {
  home: string;
  person: Person;
  services: Services;
  router: CallRouter;
  events: AppEvent[];
  /** A call that must succeed. */
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  /** A call whose answer is looked at as it is. */
  answer<N extends CallName>(name: N, input: CallInput<N>): Promise<Answer<unknown>>;
  drop(paths: readonly string[], purpose?: unknown): Promise<Answer<unknown>>;
  /** Writes files; each holds its own name. */
  put(...names: string[]): string[];
  /** Opens a photo by the dialog; its handle. */
  open(path: string): Promise<string>;
};

function desktopOf(person: Person): Desktop {
  const next = () => Promise.resolve(person.answers.shift() ?? null);
  const copy = (text: string) => {
    person.copied.push(text);
    return Promise.resolve();
  };
  return {
    askForPhotos: () => Promise.resolve(person.answers.splice(0)),
    askForTruth: next,
    askForPairs: () => Promise.resolve(person.answers.splice(0)),
    askForFolder: next,
    askForWatchedFolder: next,
    askWhereReportGoes: next,
    askForDocument: next,
    askWhereDocumentGoes: next,
    askWhereResultGoes: (suggestion) => {
      person.suggested.push(suggestion);
      return next();
    },
    askWhetherToWait: () => Promise.resolve('wait'),
    reveal: (path) => person.revealed.push(path),
    openFile: (path) => {
      person.shown.push(path);
      return Promise.resolve();
    },
    dragOut: (paths) => person.dragged.push(...paths),
    drawsOnProcessor: () => false,
    presence: {
      showProgress: (share) => person.taskbar.push(share),
      keepAwake: (isAwake) => person.awake.push(isAwake),
      notify: (counts) => person.notified.push(counts.done),
    },
    setTheme: (theme) => person.themes.push(theme),
    clipboard: {
      files: () => Promise.resolve(person.files),
      picture: () => Promise.resolve(person.picture),
      text: () => Promise.resolve(person.copied.at(-1) ?? ''),
      copyText: copy,
      copyPicture: (png) => copy(`${png.length} bytes`),
    },
  };
}

function startPort(entry: string): EnginePort {
  const port = new EnginePort({
    start: forkHost({
      entry,
      node: process.execPath,
      options: { modelFolders: ['/models'], cacheFolder: '/cache', version: '1.2.3' },
      env: process.env,
    }),
    onState: () => undefined,
  });
  onTestFinished(() => port.close());
  return port;
}

/**
 * @param entry path of the bundled fake engine.
 * @param home the folder of an earlier start; absent: a new one
 */
export async function openRouter(entry: string, home = tempFolder()): Promise<TestRouter> {
  mkdirSync(join(home, 'samples'), { recursive: true });
  const person: Person = {
    answers: [],
    files: [],
    picture: null,
    revealed: [],
    dragged: [],
    shown: [],
    suggested: [],
    copied: [],
    themes: [],
    taskbar: [],
    awake: [],
    notified: [],
  };
  const folders = {
    samples: join(home, 'samples'),
    pasted: join(home, 'pasted'),
    homeless: join(home, 'pictures'),
  };
  const events: AppEvent[] = [];
  const tell = (event: AppEvent): void => {
    events.push(event);
  };
  const services = await buildServices({
    tell,
    port: startPort(entry),
    desktop: desktopOf(person),
    about: { version: '1.2.3', electron: '45', platform: 'linux' },
    paths: {
      preferences: join(home, 'preferences.json'),
      state: join(home, 'state.json'),
      settings: join(home, 'settings.json'),
      comparison: join(home, 'comparison.json'),
      batches: join(home, 'batches'),
      folders,
    },
  });
  // Before its folder is removed.
  onTestFinished(async () => {
    await services.batch.desk.close();
    await services.state.settled();
    await services.settings.settled();
    await services.comparison.settled();
  });
  const router = new CallRouter(answeringWith(services), tell);
  return { home, person, services, router, events, ...waysIn(router, home, person) };
}

function waysIn(router: CallRouter, home: string, person: Person) {
  let lastId = 0;
  const nextId = (): string => `t${(lastId += 1)}`;
  const answer: TestRouter['answer'] = (name, input) => router.answer({ name, input, id: nextId() });
  const call: TestRouter['call'] = async (name, input) => {
    const given = await answer(name, input);
    if (!given.ok) throw new Error(JSON.stringify(given));
    return calls[name].output.parse(given.value) as CallOutput<typeof name>;
  };
  return {
    answer,
    call,
    drop: (paths: readonly string[], purpose: unknown = { kind: 'photos' }) =>
      router.answerFiles({ paths, purpose, id: nextId() }),
    put: (...names: string[]) =>
      names.map((name) => {
        const path = join(home, name);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, name);
        return path;
      }),
    open: async (path: string) => {
      person.answers = [path];
      const [entry] = await call('photos.open', {});
      return entry!.photo;
    },
  };
}

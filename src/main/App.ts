import { setTimeout as delay } from 'node:timers/promises';
import { app, session, type BrowserWindow } from 'electron';
import { parseLessonLink, toCandelaError, type AppEvent } from '@contract';
import { EnginePort } from '@engine-client';
import { buildServices } from './buildServices';
import { CallRouter } from './calls/CallRouter';
import { registerCalls } from './calls/registerCalls';
import { chooseHost } from './engine/chooseHost';
import { answeringWith } from './handlers/handlers';
import { openDropped } from './handlers/openFiles';
import { tileSaying } from './handlers/openPhotos';
import type { Services } from './handlers/Services';
import { droppedName } from './photo/expandDropped';
import { findProgramPaths, type ProgramPaths } from './programPaths';
import { allSaves } from './window/allSaves';
import { CloseGate } from './window/CloseGate';
import { createWindow } from './window/createWindow';
import { systemDesktop } from './window/desktop';
import { guardSession } from './window/guard';
import { setMenu } from './window/menu';
import { PageEvents } from './window/PageEvents';
import { servePage } from './window/photoProtocol';

/** A page that keeps crashing is not reloaded again. */
const reloads = { most: 3, withinMs: 60_000 } as const;

/** How long a stopped save may take to end when the program quits. */
const stopMs = 5_000;

/** From package.json, inserted by the build. */
declare const CANDELA_VERSION: string;

/** The running program: one window, one engine, and the parts that connect them. */
export class App {
  #window: BrowserWindow | undefined;
  #crashes: number[] = [];
  #isQuitting = false;

  private constructor(
    private readonly paths: ProgramPaths,
    private readonly services: Services,
    private readonly ties: { port: EnginePort; events: PageEvents; router: CallRouter },
  ) {}

  /** Must be called when Electron is ready. */
  static async start(): Promise<App> {
    const paths = findProgramPaths();
    const events = new PageEvents();
    const port = new EnginePort({
      start: chooseHost({
        isPackaged: app.isPackaged,
        platform: process.platform,
        appFolder: app.getAppPath(),
        resources: process.resourcesPath,
        variables: process.env,
        version: CANDELA_VERSION,
      }),
      onState: (state) => {
        events.send({ kind: 'engine', ...state });
      },
    });
    const desktop = systemDesktop(paths.icon);
    const about = {
      version: CANDELA_VERSION,
      electron: process.versions.electron,
      platform: process.platform,
    };
    const tell = (event: AppEvent): void => {
      events.send(event);
    };
    const services = await buildServices({ port, desktop, about, tell, paths });
    const router = new CallRouter(answeringWith(services), tell);
    const started = new App(paths, services, { port, events, router });
    await started.#furnish();
    return started;
  }

  async #furnish(): Promise<void> {
    const { services, paths, ties } = this;
    guardSession(session.defaultSession);
    await servePage(paths.pageFolder, services.images);
    registerCalls(ties.router);
    setMenu(process.platform, (command) => {
      ties.events.send({ kind: 'menu', command });
    });
    // The program then ends with its window, even on systems where it could run without one.
    app.on('before-quit', () => {
      this.#isQuitting = true;
    });
    services.desktop.setTheme(services.preferences.value.theme);
  }

  /** Shows the existing window or a new one. */
  show(): void {
    if (!this.#window) this.#open();
    else if (this.#window.isMinimized()) this.#window.restore();
    this.#window?.focus();
  }

  /** Opens photos that came from outside the page. */
  async open(paths: readonly string[]): Promise<void> {
    if (paths.length === 0) return;
    const { signal } = new AbortController();
    const photos = await openDropped(this.services, paths, { signal }).catch((error: unknown) => {
      const name = droppedName(paths);
      return [tileSaying(name, toCandelaError(error, name))];
    });
    this.ties.events.send({ kind: 'opened', photos });
  }

  /** Shows the page of Learn that a link names. */
  follow(links: readonly string[]): void {
    const last = links.at(-1);
    if (last !== undefined) this.ties.events.send({ kind: 'lesson', state: parseLessonLink(last) });
  }

  /** Ends the engine and waits for pending writes. */
  async close(): Promise<void> {
    const { preferences, state, settings, batch, comparison } = this.services;
    batch.watcher.stop();
    // A save that was stopped too late has to hear from the engine what it wrote, to remove it.
    const ended = Promise.all([this.ties.router.saved(), batch.desk.close()]);
    await Promise.race([ended, delay(stopMs, undefined, { ref: false })]);
    const files = [preferences, state, settings, comparison];
    await Promise.all([this.ties.port.close(), ...files.map((file) => file.settled())]);
  }

  #open(): void {
    const { paths, services, ties } = this;
    const window = createWindow({
      preload: paths.preload,
      icon: paths.icon,
      bounds: services.state.value.window,
      onBounds: (bounds) => {
        // A lost window position is not worth a message.
        services.state.change({ window: bounds }).catch(() => undefined);
      },
    });
    this.#window = window;
    window.webContents.on('did-finish-load', () => {
      ties.events.connect(window.webContents);
    });
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      this.#leavePage();
      if (reason !== 'clean-exit') this.#reload(window);
    });
    this.#guardClosing(window);
    window.on('closed', () => {
      this.#leavePage();
      this.#window = undefined;
    });
  }

  #guardClosing(window: BrowserWindow): void {
    const { desk } = this.services.batch;
    const gate = new CloseGate({
      saves: allSaves([this.ties.router, desk]),
      ask: ({ signal }) => {
        const left = desk.isSaving ? desk.left : undefined;
        return this.services.desktop.askWhetherToWait({ signal, left });
      },
      close: () => {
        if (this.#isQuitting) app.quit();
        else window.close();
      },
      stay: () => {
        this.#isQuitting = false;
      },
    });
    window.on('close', (event) => {
      if (!gate.mayClose()) event.preventDefault();
    });
  }

  #leavePage(): void {
    this.ties.events.disconnect();
    this.ties.router.leavePage();
  }

  /** A new page gets back the open photos. The page never holds the only copy of anything saved. */
  #reload(window: BrowserWindow): void {
    const now = Date.now();
    this.#crashes = [...this.#crashes.filter((time) => now - time < reloads.withinMs), now];
    if (this.#crashes.length > reloads.most) return;
    window.webContents.reload();
    const photos = this.services.registry.entries();
    if (photos.length > 0) this.ties.events.send({ kind: 'opened', photos });
  }
}

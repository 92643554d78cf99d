/** @file Entry of Electron's main process: bundle dist/app/main.cjs. */
import { app } from 'electron';
import { z } from 'zod';
import { linkScheme } from '@contract';
import { App } from './App';
import { readArguments, type Asked } from './files/readArguments';
import { guardContents, switchNetworkOff } from './window/guard';
import { registerScheme } from './window/photoProtocol';

// Child processes inherit it. The runtime reads it only once, when it loads.
process.env['ORT_DISABLE_TELEMETRY'] = '1';

const SecondStart = z.object({
  photos: z.array(z.string()).max(10_000),
  links: z.array(z.string()).max(20),
});

const asked = readArguments(process.argv, { isPackaged: app.isPackaged, cwd: process.cwd() });

// Chromium does not start as root with its sandbox. A person who runs as root has set this on the command line.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
if (app.requestSingleInstanceLock({ ...asked })) run();
else app.quit();

function run(): void {
  registerScheme();
  switchNetworkOff();
  app.on('web-contents-created', (_event, contents) => {
    guardContents(contents);
  });
  // macOS passes photos and links in events that may come before all others.
  const early: Asked[] = [asked];
  let open = (more: Asked): void => {
    early.push(more);
  };
  app.on('open-file', (event, path) => {
    event.preventDefault();
    open({ photos: [path], links: [] });
  });
  app.on('open-url', (event, link) => {
    event.preventDefault();
    open({ photos: [], links: [link] });
  });
  app.on('second-instance', (_event, ...[, , data]: [string[], string, unknown]) => {
    const parsed = SecondStart.safeParse(data);
    open(parsed.success ? parsed.data : { photos: [], links: [] });
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  void app.whenReady().then(async () => {
    const started = await App.start();
    open = ({ photos, links }) => {
      started.show();
      started.follow(links);
      void started.open(photos);
    };
    serve(started);
    registerLinks();
    for (const one of early) open(one);
  });
}

/** The program comes back when it is activated, and ends in order. */
function serve(started: App): void {
  app.on('activate', () => {
    started.show();
  });
  app.once('will-quit', (event) => {
    event.preventDefault();
    void started.close().finally(() => {
      app.quit();
    });
  });
}

/** Packages register the links themselves, but for Windows. A portable program leaves no traces. */
function registerLinks(): void {
  const isPortable = process.env['PORTABLE_EXECUTABLE_FILE'] !== undefined;
  if (process.platform === 'win32' && app.isPackaged && !isPortable)
    app.setAsDefaultProtocolClient(linkScheme);
}

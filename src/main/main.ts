/** @file Entry of Electron's main process: bundle dist/app/main.cjs. */
import { app } from 'electron';
import { z } from 'zod';
import { App } from './App';
import { photosInArguments } from './files/photosInArguments';
import { guardContents, switchNetworkOff } from './window/guard';
import { registerScheme } from './window/photoProtocol';

// Child processes inherit it. The runtime reads it only once, when it loads.
process.env['ORT_DISABLE_TELEMETRY'] = '1';

const SecondStart = z.object({ photos: z.array(z.string()).max(10_000) });

const photos = photosInArguments(process.argv, { isPackaged: app.isPackaged, cwd: process.cwd() });

// Chromium does not start as root with its sandbox. A person who runs as root has set this on the command line.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
if (app.requestSingleInstanceLock({ photos })) run();
else app.quit();

function run(): void {
  registerScheme();
  switchNetworkOff();
  app.on('web-contents-created', (_event, contents) => {
    guardContents(contents);
  });
  // macOS passes photos in an event that may come before all others.
  const early: string[] = [...photos];
  let open = (paths: readonly string[]): void => {
    early.push(...paths);
  };
  app.on('open-file', (event, path) => {
    event.preventDefault();
    open([path]);
  });
  app.on('second-instance', (_event, ...[, , data]: [string[], string, unknown]) => {
    const parsed = SecondStart.safeParse(data);
    open(parsed.success ? parsed.data.photos : []);
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  void app.whenReady().then(async () => {
    const started = await App.start();
    open = (paths) => {
      started.show();
      void started.open(paths);
    };
    app.on('activate', () => {
      started.show();
    });
    app.once('will-quit', (event) => {
      event.preventDefault();
      void started.close().finally(() => {
        app.quit();
      });
    });
    open(early);
  });
}

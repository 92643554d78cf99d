#!/usr/bin/env node
/**
 * @file The `candela` command: the entry of the bundle dist/cli.mjs. Reads the command line, the environment and the streams, and
 * passes them on as arguments.
 */
import { fileURLToPath } from 'node:url';
import { assertRoomForEngine } from './addressRoom';
import { findFolders } from './folders';
import { abortWhenInterrupted } from './Interruption';
import { lackOfWindow, openWindow } from './openWindow';
import type { EngineModule } from './Program';
import { run } from './run';
import { Streams } from './Streams';

/** The version from package.json, inserted by the build. */
declare const CANDELA_VERSION: string;

// The runtime reads this only once, when it loads.
process.env['ORT_DISABLE_TELEMETRY'] = '1';

let engine: EngineModule | undefined;

async function loadEngine(): Promise<EngineModule> {
  assertRoomForEngine();
  engine = await import('@engine');
  return engine;
}

const window = {
  script: fileURLToPath(new URL('../scripts/start.mjs', import.meta.url)),
  platform: process.platform,
  env: process.env,
};

process.exitCode = await run(process.argv.slice(2), {
  version: CANDELA_VERSION,
  streams: new Streams(process.stdout, process.stderr),
  folders: findFolders(fileURLToPath(new URL('../models', import.meta.url)), process.env),
  loadEngine,
  lackOfWindow: () => lackOfWindow(window),
  openWindow: (photos) => openWindow(photos, window),
  signal: abortWhenInterrupted(() => engine?.removeTempFiles()),
});
// The runtime's threads may keep the process alive after the work. It exits as soon as its output has been read.
setInterval(() => {
  if (process.stdout.writableLength + process.stderr.writableLength === 0) process.exit();
}, 1000).unref();

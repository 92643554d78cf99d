#!/usr/bin/env node
/**
 * @file The `candela` command: the entry of the bundle dist/cli.mjs. Reads the command line, the environment and the streams, and
 * passes them on as arguments.
 */
import { fileURLToPath } from 'node:url';
import { assertRoomForEngine } from './addressRoom';
import { startEngineProcess, type EngineProcess } from './engineProcess';
import type { EngineOptions } from '@engine';
import { findFolders } from './folders';
import { abortWhenInterrupted } from './Interruption';
import { lackOfWindow, openWindow } from './openWindow';
import { run } from './run';
import { Streams } from './Streams';

/** The version from package.json, inserted by the build. */
declare const CANDELA_VERSION: string;

/** Shorter than the patience after an interrupt, so that what was done is still told, ms. */
const engineMs = 1500;

/** Tests replace the engine with one that misbehaves, and do not wait long for it. */
const forTests = { host: process.env['CANDELA_ENGINE_HOST'], stallMs: process.env['CANDELA_STALL_MS'] };

const streams = new Streams(process.stdout, process.stderr);

let engine: EngineProcess | undefined;

const signal = abortWhenInterrupted(() => engine?.kill());
signal.addEventListener('abort', () => {
  setTimeout(() => engine?.kill(), engineMs).unref();
});

function startEngine(options: EngineOptions): EngineProcess {
  assertRoomForEngine();
  engine = startEngineProcess({
    ...options,
    entry: forTests.host ?? here('./app/engine-host.mjs'),
    limits:
      forTests.stallMs === undefined ? undefined : { leastMs: Number(forTests.stallMs), perMegapixelMs: 0 },
    env: process.env,
    onWords: (text) => {
      streams.say(...text.trimEnd().split('\n'));
    },
  });
  return engine;
}

function here(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

const window = {
  script: here('../scripts/start.mjs'),
  platform: process.platform,
  env: process.env,
};

process.exitCode = await run(process.argv.slice(2), {
  version: CANDELA_VERSION,
  streams,
  folders: findFolders(here('../models'), process.env),
  startEngine,
  lackOfWindow: () => lackOfWindow(window),
  openWindow: (photos) => openWindow(photos, window),
  signal,
});
// A handle may keep the process alive after the work. It exits as soon as its output has been read.
setInterval(() => {
  if (process.stdout.writableLength + process.stderr.writableLength === 0) process.exit();
}, 1000).unref();

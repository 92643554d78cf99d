/** @file Reads the command line, the environment and the streams, and passes them on as arguments. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { assertRoomForEngine } from './addressRoom';
import { startEngineProcess, type EngineProcess } from './engineProcess';
import type { EngineOptions } from '@engine';
import { findFolders } from './folders';
import type { Interruption } from './Interruption';
import { findWindow, lackOfWindow, openWindow } from './openWindow';
import { run } from './run';
import { Streams } from './Streams';

/** The version from package.json, inserted by the build. */
declare const CANDELA_VERSION: string;

/** Photos that are under way get this long to end. Shorter than the patience after an interrupt, so that what was done is still told, ms. */
const photoMs = 1500;

/** Tests replace the engine with one that misbehaves, and do not wait long for it. */
const forTests = { host: process.env['CANDELA_ENGINE_HOST'], stallMs: process.env['CANDELA_STALL_MS'] };

/** Runs the command line of this process. @param bundle URL of dist/cli.mjs */
export async function start(interruption: Interruption, bundle: string): Promise<void> {
  const here = (path: string): string => fileURLToPath(new URL(path, bundle));
  const archive = here('../app.asar');
  const places = { archive, program: here('../../candela'), script: here('../scripts/start.mjs') };
  const command = findWindow(places, process.getuid?.() === 0);
  const window = { command, platform: process.platform, env: process.env };
  const { signal } = interruption;
  const streams = new Streams(process.stdout, process.stderr);
  let engine: EngineProcess | undefined;
  const kill = (): void => engine?.kill();
  interruption.onEnd(kill);
  signal.addEventListener('abort', () => {
    // Whatever else the engine is doing is of no use any more.
    if (engine?.isEnhancing() === true) setTimeout(kill, photoMs).unref();
    else kill();
  });
  process.exitCode = await run(process.argv.slice(2), {
    version: CANDELA_VERSION,
    streams,
    folders: findFolders(here('../models'), process.env),
    startEngine: (options) => {
      engine = startEngine(options, { streams, entry: forTests.host ?? here('./app/engine-host.mjs') });
      return engine;
    },
    lackOfWindow: () => lackOfWindow(window),
    openWindow: async (photos) => (command === null ? 1 : openWindow(photos, command)),
    isPackaged: existsSync(archive),
    signal,
  });
  interruption.end();
  // A handle may keep the process alive after the work. It exits as soon as its output has been read.
  setInterval(() => {
    if (process.stdout.writableLength + process.stderr.writableLength === 0) process.exit();
  }, 1000).unref();
}

function startEngine(
  options: EngineOptions,
  { streams, entry }: { streams: Streams; entry: string },
): EngineProcess {
  assertRoomForEngine();
  return startEngineProcess({
    ...options,
    entry,
    limits:
      forTests.stallMs === undefined ? undefined : { leastMs: Number(forTests.stallMs), perMegapixelMs: 0 },
    env: process.env,
    onWords: (text) => {
      streams.say(...text.trimEnd().split('\n'));
    },
  });
}

/**
 * @file The engine's process: the entry of the bundle dist/app/engine-host.mjs. The window's main process and the command line start
 * it with fork() in plain Node, or with Electron's utilityProcess.fork(). It imports no Electron. It takes `HostOptions` as JSON and
 * then `HostRequest` messages.
 */
import { setFlagsFromString } from 'node:v8';
import { engineCalls, HostOptions, toCandelaError } from '@contract';
import { createEngine, listenToRuns, markTempFiles, removeTempFiles, type EngineOptions } from '@engine';
import { bindAll } from '@transport';
import { openChannel } from './channel';
import { EngineHost } from './EngineHost';
import { handlersFor } from './handlers';

// The runtime reads this only once, when it loads.
process.env['ORT_DISABLE_TELEMETRY'] = '1';

// Photos lie outside of V8's small heap, and at its usual pace of growth each of them is a reason to look through that heap several
// times. So it is looked through after some 70 MB of photos, not 20.
setFlagsFromString('--heap-growing-percent=500');

const channel = openChannel();
const options = HostOptions.parse(JSON.parse(process.argv[2] ?? process.env['CANDELA_HOST'] ?? ''));
if (options.mark !== undefined) markTempFiles(options.mark);
const engine = createEngine(engineOptions(options));

// This thread receives nothing while a network runs, not even a cancel.
listenToRuns((state) => {
  channel.send({ kind: 'run', state });
});

let isStopping = false;

/** Releases everything and ends the process. A second call has no effect. */
async function stop(code: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  try {
    host.abortAll();
    await engine.dispose();
  } finally {
    removeTempFiles();
    process.exit(code);
  }
}

/** Nobody is left to kill this process if it does not end. An exit would wait for a decoder that hangs. */
function endAtOnce(): void {
  removeTempFiles();
  process.kill(process.pid, 'SIGKILL');
}

const host = new EngineHost(bindAll(engineCalls, handlersFor(engine)), {
  send: (reply) => {
    channel.send(reply);
  },
  onStop: () => void stop(0),
  wholePaths: options.wholePaths === true,
});

channel.onMessage((message) => {
  host.receive(message);
});
channel.onGone(endAtOnce);

// The state is uncertain after an uncaught failure. Waiting callers get an answer, and a fresh process takes over.
process.on('uncaughtException', (error) => {
  host.failAll(toCandelaError(error, 'the engine'));
  process.stderr.write(`${error.stack ?? error.message}\n`, () => {
    removeTempFiles();
    process.exit(1);
  });
});

channel.send({ kind: 'ready' });

function engineOptions({ modelFolders, cacheFolder, version, memoryBytes }: HostOptions): EngineOptions {
  return { modelFolders, cacheFolder, version, ...(memoryBytes !== undefined && { memoryBytes }) };
}

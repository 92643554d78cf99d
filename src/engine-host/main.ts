/**
 * @file The engine's process: entry of the bundle dist/app/engine-host.mjs, started by the main process by fork() of a plain Node or by
 * Electron's utilityProcess.fork(). Imports no Electron. Takes `HostOptions` as JSON and then `HostRequest` messages.
 */
import { engineCalls, HostOptions, toCandelaError } from '@contract';
import { createEngine, listenToRuns, removeTempFiles } from '@engine';
import { bindAll } from '@transport';
import { openChannel } from './channel';
import { EngineHost } from './EngineHost';
import { handlersFor } from './handlers';

// The runtime reads this when it loads, and never again.
process.env['ORT_DISABLE_TELEMETRY'] = '1';

const channel = openChannel();
const engine = createEngine(
  withoutAbsent(HostOptions.parse(JSON.parse(process.argv[2] ?? process.env['CANDELA_HOST'] ?? ''))),
);

// While a network runs this thread hears nothing, a cancel least of all.
listenToRuns((state) => {
  channel.send({ kind: 'run', state });
});

let isStopping = false;

/** Releases what is held and ends. A second call changes nothing. */
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

const host = new EngineHost(bindAll(engineCalls, handlersFor(engine)), {
  send: (reply) => {
    channel.send(reply);
  },
  onStop: () => void stop(0),
});

channel.onMessage((message) => {
  host.receive(message);
});
channel.onGone(() => void stop(0));

// Nothing is certain after a failure that nobody caught: who waits is told, and a fresh process takes over.
process.on('uncaughtException', (error) => {
  host.failAll(toCandelaError(error, 'the engine'));
  process.stderr.write(`${error.stack ?? error.message}\n`, () => {
    removeTempFiles();
    process.exit(1);
  });
});

channel.send({ kind: 'ready' });

function withoutAbsent({ memoryBytes, ...options }: HostOptions) {
  return { ...options, ...(memoryBytes !== undefined && { memoryBytes }) };
}

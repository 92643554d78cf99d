/** @file The only place that loads ONNX Runtime, with the switches that must be set first. */
import { availableParallelism, cpus } from 'node:os';
import type * as Ort from 'onnxruntime-node';
import { systemLack, type Provider } from '@contract';

export type Runtime = typeof Ort;
export type Session = Ort.InferenceSession;
export type Tensor = Ort.Tensor;

let loading: Promise<Runtime> | undefined;

/** ONNX Runtime, loaded at its first use. Listing models or refusing a file needs none of its 40 MB. */
export function loadRuntime(): Promise<Runtime> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Runtime> {
  // The library reads this once, when it starts. Without the switch, it collects telemetry and writes files outside our folders.
  process.env['ORT_DISABLE_TELEMETRY'] = '1';
  const runtime = await import('onnxruntime-node');
  // The messages that it would print are also in its exceptions, and stderr is for people.
  runtime.env.logLevel = 'fatal';
  return runtime;
}

/**
 * Opens a model with exactly one provider. Given several, the runtime silently falls back for some and throws for others. Throws
 * the runtime's errors.
 * @param isOfSmallSteps its threads hardly ever wait, and waking them would take longer than what they do
 * @param profile the beginning of a file's path. The session writes there how long its kernels take, until `endProfiling`.
 */
export async function createSession(
  network: string | Uint8Array,
  provider: Provider,
  { profile, isOfSmallSteps = false }: { profile?: string; isOfSmallSteps?: boolean } = {},
): Promise<Session> {
  const { InferenceSession } = await loadRuntime();
  const options: Ort.InferenceSession.SessionOptions = {
    executionProviders: [provider],
    graphOptimizationLevel: 'all',
    // A plan of the memory for each shape is a block of its own beside what the runtime keeps anyway. Small steps were measured with it.
    enableMemPattern: isOfSmallSteps,
    logSeverityLevel: 4,
    ...(profile !== undefined && { enableProfiling: true, profileFilePrefix: profile }),
    ...threads(),
    ...(isOfSmallSteps ? {} : { extra: sharing }),
  };
  // Two calls, because the runtime declares their types separately.
  return typeof network === 'string'
    ? InferenceSession.create(network, options)
    : InferenceSession.create(network, options);
}

/**
 * The runtime expects to have all cores to itself. Beside decoding, encoding and the window it has not: a thread that spins while it
 * waits takes time from the one that it waits for. So threads sleep while they wait. Dealing work out in small parts as well
 * (`dynamic_block_base`) would be quicker still, but the same photo would not give the same bytes each time.
 * @see https://onnxruntime.ai/docs/performance/tune-performance/threading.html
 */
const sharing = { session: { intra_op: { allow_spinning: '0' } } };

/** By default the runtime uses one thread a physical core. That is right unless this process may use fewer. */
function threads(): { intraOpNumThreads?: number } {
  const allowed = availableParallelism();
  return allowed < cpus().length ? { intraOpNumThreads: allowed } : {};
}

/** The version of the runtime's library. */
export async function runtimeVersion(): Promise<string> {
  const { env } = await loadRuntime();
  return env.versions.node ?? env.versions.common;
}

/** True when the runtime's message says that memory ran out. It reports failures as text only. */
export function isOutOfMemory(error: unknown): boolean {
  const isTooLong = error instanceof RangeError && /invalid typed array length/i.test(error.message);
  return isTooLong || systemLack(error) === 'system.noMemory';
}

/** The first line of the runtime's message, without source paths and status prefix. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const line = text.split('\n')[0] ?? text;
  return (
    line
      .replace(/^.*\[ONNXRuntimeError\] : \d+ : [A-Z_]+ : /, '')
      .replace(/\/onnxruntime_src\/\S+ /g, '')
      // The condition of an assertion, which comes before the explanation.
      .replace(/^onnxruntime::.* was false\. (?=\S)/, '')
      .trim()
      .replace(/\.$/, '')
  );
}

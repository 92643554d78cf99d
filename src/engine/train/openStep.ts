import { CandelaError, type Provider, type ProviderChoice, type TrainSettings } from '@contract';
import { providerOrder, providerTable, whyNotTried } from '../model/providers';
import { reasonOf } from '../model/runtime';
import type { Planes } from './CropSource';
import { StepSession } from './StepSession';
import type { Snapshot } from './SnapshotFiles';

type Trial = { readonly state: Snapshot; readonly pairs: Planes };

/** The most that a provider's gradient may differ from the CPU's, as a share of its length. */
const tolerance = 0.01;

/**
 * Opens the graph of a step with a provider. One that is not the CPU must give the CPU's gradient. Where the choice is left open,
 * one that is wrong, fails or is slower is passed over.
 * @throws CandelaError `provider.unavailable`, `provider.wrongResult` for a requested provider; the runtime's errors on the CPU
 */
export async function openStep(
  settings: TrainSettings,
  choice: ProviderChoice,
  trial: Trial,
): Promise<StepSession> {
  const cpu = await StepSession.open(settings, 'cpu');
  const others = choice === 'auto' ? providerOrder() : [choice];
  for (const provider of others) {
    if (provider === 'cpu') break;
    try {
      const opened = await openLike(cpu, { settings, provider, trial, mustBeQuick: choice === 'auto' });
      await cpu.release();
      return opened;
    } catch (error) {
      if (choice === 'auto') continue;
      await cpu.release();
      throw error;
    }
  }
  return cpu;
}

type Attempt = {
  readonly settings: TrainSettings;
  readonly provider: Provider;
  readonly trial: Trial;
  readonly mustBeQuick: boolean;
};

async function openLike(cpu: StepSession, attempt: Attempt): Promise<StepSession> {
  const { settings, provider, trial, mustBeQuick } = attempt;
  const { name } = providerTable[provider];
  const reason = whyNotTried(provider);
  if (reason !== undefined) throw new CandelaError('provider.unavailable', { provider: name, reason });
  const opened = await StepSession.open(settings, provider).catch((cause: unknown) => {
    throw new CandelaError('provider.unavailable', { provider: name, reason: reasonOf(cause) }, { cause });
  });
  try {
    const [wanted, found] = [await timed(cpu, trial), await timed(opened, trial)];
    const difference = relativeDifference(found.gradient, wanted.gradient);
    // Written so that NaN counts as wrong too.
    if (!(difference <= tolerance)) {
      const off = `its gradient is off by ${(100 * difference).toFixed(0)} %`;
      throw new CandelaError('provider.wrongResult', { provider: name, reason: off });
    }
    if (mustBeQuick && found.ms > wanted.ms) throw new Error('It is slower than the CPU.');
    return opened;
  } catch (error) {
    await opened.release();
    throw error;
  }
}

/** The second of two steps, because the first one allocates and compiles. */
async function timed(
  session: StepSession,
  { state, pairs }: Trial,
): Promise<{ gradient: Float32Array; ms: number }> {
  await session.take(state, pairs, 0);
  const start = performance.now();
  const { gradient } = await session.take(state, pairs, 0);
  return { gradient, ms: performance.now() - start };
}

function relativeDifference(found: Float32Array, wanted: Float32Array): number {
  let [apart, whole] = [0, 0];
  for (const [at, value] of wanted.entries()) {
    apart += ((found[at] ?? 0) - value) ** 2;
    whole += value ** 2;
  }
  // A start at zero has a gradient of zero.
  return whole === 0 ? Math.sqrt(apart) : Math.sqrt(apart / whole);
}

import { CandelaError, Provider } from '@contract';
import { openModel, type OpenContext, type OpenModel } from './openModel';
import { proofRunner, proofShape } from './proof';
import { providerOrder, providerTable, whyNotBundled, whyNotTried } from './providers';
import type { Model } from './registry';
import { reasonOf } from './runtime';
import { measureSpeed, sidesUpTo } from './speed';

type Options = { signal: AbortSignal };

/** What there is to say of one provider on this machine. */
export type DeviceReport = {
  provider: Provider;
  state: 'works' | 'notBundled' | 'failed';
  /** Measured now, for a second, with `model`. */
  megapixelsPerSecond?: number;
  /** Why it does not work. */
  reason?: string;
  /** What a person could do to have it. */
  wouldBring?: string;
  /** The one that is taken when nobody asks for another. */
  chosen: boolean;
  /** Id of the model that it was tried with. */
  model: string;
};

/** Tries every provider of this system with a model: on a tile against the CPU, then for a second. */
export async function reportDevices(
  model: Model,
  context: OpenContext,
  { signal }: Options,
): Promise<DeviceReport[]> {
  const auto = await openModel(model, 'auto', { ...context, signal });
  await auto.session.release();
  const reports: DeviceReport[] = [];
  // Providers of other systems can never work here, and are no news to anybody.
  const ofThisSystem = Provider.options.filter((provider) => providerOrder().includes(provider));
  for (const provider of ofThisSystem) {
    signal.throwIfAborted();
    const chosen = provider === auto.provider;
    reports.push({ ...(await reportOn(provider, { model, context, signal })), chosen, model: model.id });
  }
  return reports;
}

type Trial = { model: Model; context: OpenContext } & Options;
type Finding = Omit<DeviceReport, 'chosen' | 'model'>;

async function reportOn(provider: Provider, { model, context, signal }: Trial): Promise<Finding> {
  const missing = whyNotBundled(provider);
  const { wouldBring } = providerTable[provider];
  if (missing !== undefined) return { provider, state: 'notBundled', reason: missing, wouldBring };
  const notTried = whyNotTried(provider);
  if (notTried !== undefined) return { provider, state: 'failed', reason: notTried, wouldBring };
  let open: OpenModel | undefined;
  try {
    open = await openModel(model, provider, { ...context, signal });
    return { provider, state: 'works', megapixelsPerSecond: await speedOf(open, { signal }) };
  } catch (error) {
    signal.throwIfAborted();
    return { provider, state: 'failed', reason: whatFailed(error), wouldBring };
  } finally {
    await open?.session.release();
  }
}

/** The part of the sentence that says why; the provider is named beside it. */
function whatFailed(error: unknown): string {
  if (!(error instanceof CandelaError)) return reasonOf(error);
  return error.code === 'provider.wrongResult'
    ? `wrong picture: ${String(error.details['reason'])}`
    : String(error.details['reason'] ?? error.message);
}

/** Megapixels a second through a session, on tiles as near to the card's as a second allows. */
function speedOf(open: OpenModel, { signal }: Options): Promise<number> {
  const { input, tile } = open.card;
  const sides = input.size === 'any' ? sidesUpTo(tile.size) : [tile.size];
  const tiles = sides.map((side) => async () => {
    const { width, height } = proofShape(open.card, side);
    const runner = await proofRunner(open, side, 8);
    return {
      pixels: width * height,
      run: async () => {
        await runner.run();
      },
    };
  });
  return measureSpeed(tiles, { signal, now: () => performance.now() });
}

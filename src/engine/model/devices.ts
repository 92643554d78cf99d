import { CandelaError, Provider } from '@contract';
import { openModel, type OpenContext, type OpenModel } from './openModel';
import { proofRunner, proofShape } from './proof';
import { providerOrder, providerTable, whyNotBundled, whyNotTried } from './providers';
import type { Model } from './registry';
import { reasonOf } from './runtime';
import { measureSpeed, sidesUpTo } from './speed';

type Options = { signal: AbortSignal };

/** The state of one provider on this machine. */
export type DeviceReport = {
  provider: Provider;
  state: 'works' | 'notBundled' | 'failed';
  /** Speed with `model`, measured now for a second. */
  megapixelsPerSecond?: number;
  /** Why it does not work. */
  reason?: string;
  /** What a person could do to make it work. */
  wouldBring?: string;
  /** The provider that is used when nobody chooses one. */
  chosen: boolean;
  /** Id of the model that it was tested with. */
  model: string;
};

/** Tests every provider of this system with a model: a tile is compared with the CPU's, then speed is measured for a second. */
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

/** The reason in the sentence. The provider is named beside it. */
function whatFailed(error: unknown): string {
  if (!(error instanceof CandelaError)) return reasonOf(error);
  return error.code === 'provider.wrongResult'
    ? `wrong picture: ${String(error.details['reason'])}`
    : String(error.details['reason'] ?? error.message);
}

/** Megapixels a second through a session. The tiles are as large as one second allows, up to the card's size. */
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

import {
  CandelaError,
  notice,
  systemLack,
  toCandelaError,
  type Notice,
  type Provider,
  type ProviderChoice,
} from '@contract';
import { checkFit } from './fit';
import { checkByRunning, greatestDifference, isSlower, tolerance } from './proof';
import { driverSignature, providerOrder, providerTable, whyNotLoaded, whyNotTried } from './providers';
import type { Model } from './registry';
import { createSession, reasonOf, runtimeVersion, type Session } from './runtime';
import type { OpenSession } from './TileRunner';
import type { Verdict, VerdictFile } from './VerdictFile';

type Options = { signal: AbortSignal };

/** Makes a session of a model's file with one provider. Throws the runtime's errors. */
export type CreateSession = (network: string | Uint8Array, provider: Provider) => Promise<Session>;

export type OpenContext = { verdicts: VerdictFile; create?: CreateSession };

/** A session, and the notices about how it was chosen. */
export type OpenModel = OpenSession & { notices: Notice[] };

type Attempt = { model: Model; provider: Provider; context: OpenContext };

/**
 * Opens a model with the requested provider, or with the first working one in the platform's order. A provider works when it gives
 * the CPU's picture on a fixed tile and is not slower.
 * @throws CandelaError `model.breaksCard`; `provider.unavailable`, `provider.wrongResult` for a requested provider
 */
export async function openModel(
  model: Model,
  choice: ProviderChoice,
  { signal, ...context }: OpenContext & Options,
): Promise<OpenModel> {
  if (choice !== 'auto') {
    return { ...(await openForced({ model, provider: choice, context }, { signal })), notices: [] };
  }
  const notices: Notice[] = [];
  for (const provider of providerOrder()) {
    signal.throwIfAborted();
    if (provider === 'cpu' || whyNotTried(provider) !== undefined) continue;
    const opened = await openIfGood({ model, provider, context }, { signal, notices });
    if (opened !== undefined) return { ...opened, notices };
  }
  return { ...(await openOnCpu({ model, provider: 'cpu', context }, { signal })), notices };
}

async function openForced(attempt: Attempt, { signal }: Options): Promise<OpenSession> {
  const { provider } = attempt;
  if (provider === 'cpu') return openOnCpu(attempt, { signal });
  const reason = whyNotTried(provider);
  if (reason !== undefined) throw unavailable(provider, reason);
  const opened = await open(attempt);
  const verdict = await judge(opened, attempt, { signal });
  if (verdict.state !== 'wrong') return opened;
  await opened.session.release();
  throw new CandelaError('provider.wrongResult', {
    provider: providerTable[provider].name,
    reason: verdict.detail,
  });
}

async function openOnCpu(attempt: Attempt, { signal }: Options): Promise<OpenSession> {
  const opened = await open(attempt);
  try {
    await checkByRunning(opened, { signal });
  } catch (error) {
    await opened.session.release();
    throw error;
  }
  return opened;
}

/** The session, or undefined to try the next provider. A wrong picture is reported; a missing driver is not. */
async function openIfGood(
  attempt: Attempt,
  { signal, notices }: Options & { notices: Notice[] },
): Promise<OpenSession | undefined> {
  const { provider } = attempt;
  const remembered = await attempt.context.verdicts.get(await verdictKey(attempt));
  if (remembered !== undefined && remembered.state !== 'works') {
    if (remembered.state === 'wrong') notices.push(wrongNotice(provider, remembered));
    return undefined;
  }
  let opened: OpenSession | undefined;
  try {
    opened = await open(attempt);
    const verdict = await judge(opened, attempt, { signal });
    if (verdict.state === 'works') return opened;
    if (verdict.state === 'wrong') notices.push(wrongNotice(provider, verdict));
  } catch (error) {
    if (!(error instanceof CandelaError) || error.code !== 'provider.unavailable') {
      await opened?.session.release();
      throw error;
    }
  }
  await opened?.session.release();
  return undefined;
}

function wrongNotice(provider: Provider, { detail }: Verdict): Notice {
  return notice('provider.skipped', {
    provider: providerTable[provider].name,
    reason: `it gives a wrong picture (${detail})`,
  });
}

async function open({ model, provider, context }: Attempt): Promise<OpenSession> {
  let session: Session;
  try {
    session = await (context.create ?? createSession)(model.network, provider);
  } catch (cause) {
    if (provider !== 'cpu') throw unavailable(provider, whyNotOpened(provider, cause), cause);
    if (systemLack(cause) !== undefined) throw toCandelaError(cause, model.card.file);
    throw new CandelaError('model.breaksCard', { model: model.id, reason: reasonOf(cause) }, { cause });
  }
  try {
    checkFit(session, model.card);
  } catch (error) {
    await session.release();
    throw error;
  }
  return { session, card: model.card, provider };
}

/** A reason that a person can act on comes before the runtime's own message. */
function whyNotOpened(provider: Provider, cause: unknown): string {
  return whyNotTried(provider) ?? whyNotLoaded(provider) ?? reasonOf(cause);
}

function unavailable(provider: Provider, reason: string, cause?: unknown): CandelaError {
  return new CandelaError(
    'provider.unavailable',
    { provider: providerTable[provider].name, reason },
    { cause },
  );
}

async function verdictKey({ model, provider }: Attempt): Promise<string> {
  return [provider, await runtimeVersion(), driverSignature(), model.card.sha256].join(' ');
}

/** The stored verdict, or a comparison with the CPU now. */
async function judge(opened: OpenSession, attempt: Attempt, { signal }: Options): Promise<Verdict> {
  const { verdicts } = attempt.context;
  const key = await verdictKey(attempt);
  const remembered = await verdicts.get(key);
  if (remembered !== undefined) return remembered;
  const verdict = await compare(opened, attempt, { signal });
  await verdicts.set(key, verdict);
  return verdict;
}

async function compare(opened: OpenSession, attempt: Attempt, { signal }: Options): Promise<Verdict> {
  const reference = await openOnCpu({ ...attempt, provider: 'cpu' }, { signal });
  try {
    const difference = await greatestDifference(reference, opened);
    // Written so that NaN counts as wrong too.
    if (!(difference <= tolerance)) return { state: 'wrong', detail: offBy(difference) };
    return {
      state: (await isSlower(opened, reference, { signal })) ? 'slow' : 'works',
      detail: offBy(difference),
    };
  } catch (cause) {
    if (cause instanceof CandelaError || signal.aborted) throw cause;
    throw unavailable(attempt.provider, reasonOf(cause), cause);
  } finally {
    await reference.session.release();
  }
}

const offBy = (difference: number): string =>
  Number.isFinite(difference) ? `off by ${(difference * 255).toFixed(1)} of 255` : 'not made of numbers';

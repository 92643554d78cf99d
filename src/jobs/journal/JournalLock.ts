import { randomBytes } from 'node:crypto';
import { open, readFile, rename, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { CandelaError, systemCode } from '@contract';
import { isMissing, isRunning, ownProcess, type ProcessId } from '@disk';
import type { JournalPlace } from './journalPlace';

const Owner = z.strictObject({
  pid: z.int().positive(),
  started: z.string().nullable(),
  host: z.string(),
  since: z.iso.datetime(),
});
type Owner = z.infer<typeof Owner>;

/** How often the holder touches its lock, ms. */
const heartbeat = 10_000;
/** A holder on another machine that has not touched its lock for this long is gone, ms. */
const silence = 90_000;
/** A lock without content is one that is being made, or one whose maker died then, ms. */
const making = 5_000;
const attempts = 5;
/** How often a lock that is waited for is looked at, ms. */
const pause = 500;

/** How long a Candela of this machine may take to end, ms. */
const ending = 10_000;

/** A share that starts again waits until its predecessor has ended, or until that one's lock is old if it was on another machine. */
export type Patience = {
  readonly ms: number;
  readonly signal: AbortSignal;
};

/** Long enough for the lock of a machine that is gone, whenever that touched it last, ms. */
export const untilSilent = 100_000;

/** Keeps a second Candela from writing to a journal. A holder that died is noticed, on this machine at once. */
export class JournalLock {
  readonly #timer: NodeJS.Timeout;

  private constructor(private readonly path: string) {
    this.#timer = setInterval(() => {
      const now = new Date();
      // A lock whose disk is gone for a while is touched again later.
      utimes(path, now, now).catch(() => undefined);
    }, heartbeat);
    this.#timer.unref();
  }

  /**
   * @param patience for how long a holder is given the time to end or to fall silent
   * @throws CandelaError `journal.inUse`; the system's error; AbortError
   */
  static async take({ lock, root }: JournalPlace, patience?: Patience): Promise<JournalLock> {
    const own: Owner = { ...(await ownProcess()), host: hostname(), since: new Date().toISOString() };
    const begin = performance.now();
    const { ms = 0 } = patience ?? {};
    for (let attempt = 1; ;) {
      if (await made(lock, own)) return new JournalLock(lock);
      const text = await readFile(lock, 'utf8').catch(() => '');
      const owner = parsed(text);
      const held = await isHeld(lock, owner);
      const most = isOfHere(owner) ? Math.min(ms, ending) : ms;
      const isFinal = held ? performance.now() - begin >= most : attempt >= attempts;
      if (isFinal) throw new CandelaError('journal.inUse', { folder: root, owner: wordsOf(owner) });
      if (held) await delay(pause, undefined, { signal: patience?.signal });
      else {
        await removeStale(lock, text);
        attempt += 1;
      }
    }
  }

  async release(): Promise<void> {
    clearInterval(this.#timer);
    await unlink(this.path).catch(() => undefined);
  }
}

/** Who holds the lock of a journal, if it is a process of this machine. */
export async function ownerOf({ lock }: JournalPlace): Promise<ProcessId | null> {
  const owner = parsed(await readFile(lock, 'utf8').catch(() => ''));
  return owner?.host === hostname() ? owner : null;
}

/** Who is writing to a journal, on whatever machine, in words; null if nobody is, or if that cannot be found out. */
export async function holderOf({ lock }: JournalPlace): Promise<string | null> {
  try {
    const owner = parsed(await readFile(lock, 'utf8'));
    return (await isHeld(lock, owner)) ? wordsOf(owner) : null;
  } catch {
    return null;
  }
}

async function made(path: string, own: Owner): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    try {
      await file.writeFile(JSON.stringify(own));
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function parsed(text: string): Owner | null {
  try {
    return Owner.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

const isOfHere = (owner: Owner | null): boolean => owner?.host === hostname();

async function isHeld(path: string, owner: Owner | null): Promise<boolean> {
  if (owner !== null && isOfHere(owner)) return isRunning(owner);
  return (await ageOf(path)) < (owner === null ? making : silence);
}

/** Milliseconds since a file was touched, by the clock of its own disk, because machines that share a disk differ. */
async function ageOf(path: string): Promise<number> {
  const probe = join(dirname(path), `.probe-${randomBytes(4).toString('hex')}`);
  try {
    await writeFile(probe, '');
    const [now, then] = await Promise.all([stat(probe), stat(path)]);
    return now.mtimeMs - then.mtimeMs;
  } catch (error) {
    if (isMissing(error)) return Infinity;
    throw error;
  } finally {
    await unlink(probe).catch(() => undefined);
  }
}

/** Removes the lock of a holder that is gone, unless another Candela has just done the same and made its own. */
async function removeStale(path: string, text: string): Promise<void> {
  const aside = `${path}.${randomBytes(4).toString('hex')}`;
  try {
    await rename(path, aside);
    if ((await readFile(aside, 'utf8')) === text) await unlink(aside);
    else await rename(aside, path);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

function wordsOf(owner: Owner | null): string {
  if (owner === null) return 'a process that has not said its name';
  const machine = owner.host === hostname() ? '' : ` on ${owner.host}`;
  return `process ${owner.pid}${machine}, since ${new Date(owner.since).toLocaleString('sv')}`;
}

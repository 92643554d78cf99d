import type { BatchAdjustment, Look, PhotoHandle, PlannedJob } from '@contract';
import { namesLook, namesPlace, parseNameTemplate } from '@core';
import type { BatchRun, EntryId } from '@jobs';
import { settingsOf } from '../save/settingsOf';
import type { BatchItems } from './BatchItems';
import { jobsOf, type PlanContext } from './BatchPlanner';
import type { DeskParts, Waiting } from './deskParts';

type Parts = Pick<DeskParts, 'planner' | 'held' | 'journals'> & {
  readonly items: BatchItems;
  readonly run: BatchRun;
};
/** A waiting photo, and the look that it is to have. */
type Adjusted = Waiting & { readonly id: EntryId; readonly next: Look };

/**
 * Gives waiting photos other looks, in their journal, too. Those that are begun meanwhile keep theirs. A name that tells of the look
 * is chosen anew, unless it also tells the photo's place among others that have theirs already.
 * @throws CandelaError `journal.notWritten`; AbortError
 */
export async function adjustWaiting(
  { looks, photos }: BatchAdjustment,
  parts: Parts,
  context: PlanContext,
): Promise<void> {
  const { items, run, held, journals } = parts;
  const waiting = photos.flatMap(({ photo, look }) => waitingOf(photo, looks[look], parts));
  const renewed = await renamed(
    waiting.map((one) => ({ ...one, job: withLook(one) })),
    parts,
    context,
  );
  const given = run.renew(new Map(renewed.map(({ id, job }) => [id, job])));
  const changed = renewed.filter(({ id }) => given.has(id));
  for (const { photo, next } of changed) items.adjust(photo, next);
  held.release(renewed.flatMap(({ id, job }) => (given.has(id) ? [] : [job.output])));
  held.hold(renewed.flatMap(({ id }) => run.queue.entries.get(id)?.job.output ?? []));
  await journals.requeue(changed.flatMap(({ job, spot }) => (spot ? [{ job, spot }] : [])));
}

function waitingOf(photo: PhotoHandle, next: Look | undefined, { items, run }: Parts): Adjusted[] {
  const item = items.get(photo);
  if (item === undefined || !('id' in item) || next === undefined) return [];
  const entry = run.queue.entries.get(item.id);
  // A copy has no look.
  return entry?.state === 'queued' && entry.job.copy !== true ? [{ ...item, job: entry.job, next }] : [];
}

/** A frame of a series keeps the brightness of its series, unless a person gave it another. */
function withLook({ job, look, next, choices }: Adjusted): PlannedJob {
  const { finish, ...settings } = settingsOf(next, choices);
  const isSameBrightness = look.mix.finish.brightness === next.mix.finish.brightness;
  const brightness = isSameBrightness ? job.settings.finish.brightness : finish.brightness;
  return {
    ...job,
    settings: { ...settings, finish: { ...finish, brightness }, output: job.settings.output },
  };
}

function isNamedByLook({ choices, look, next }: Adjusted): boolean {
  const template = parseNameTemplate(choices.nameTemplate);
  if (!namesLook(template) || namesPlace(template)) return false;
  return look.inference.model !== next.inference.model || look.mix.strength !== next.mix.strength;
}

/** The same photos, with new names where they tell of the look. Those are held. */
async function renamed(photos: readonly Adjusted[], parts: Parts, context: PlanContext): Promise<Adjusted[]> {
  const groups = new Map<string, Adjusted[]>();
  for (const one of photos.filter(isNamedByLook)) {
    const key = JSON.stringify(one.choices);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const names = new Map<PhotoHandle, string>();
  for (const group of groups.values())
    for (const [photo, output] of await namesOf(group, parts, context)) names.set(photo, output);
  return photos.map((one) => {
    const { output } = one.job;
    return { ...one, job: { ...one.job, output: names.get(one.photo) ?? output } };
  });
}

/** New names of photos that share their choices. One whose name is taken keeps the one it has. */
async function namesOf(
  group: readonly Adjusted[],
  { planner, held }: Parts,
  context: PlanContext,
): Promise<(readonly [PhotoHandle, string])[]> {
  const [first] = group;
  if (first === undefined) return [];
  const before = group.map(({ job }) => job.output);
  // Its own name must not keep a photo from getting the same one again.
  held.release(before);
  try {
    const wish = {
      looks: group.map(({ next }) => next),
      photos: group.map(({ photo }, look) => ({ photo, look })),
      ...{ choices: first.choices, batch: { copyRest: false, series: false } },
    };
    const plan = await planner.plan(wish, context);
    return jobsOf(plan.photos).map(({ photo, job }) => [photo, job.output] as const);
  } catch (error) {
    held.hold(before);
    throw error;
  }
}

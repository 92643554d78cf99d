import { hold, letGo } from '../../../actions/handles';
import { reportFailure } from '../../../actions/failures';
import { call } from '../../../bridge';
import type { ContinuedComparison, PhotoHandle, Treatment } from '@contract';
import { derived } from '../state/derived';
import { evaluate, setEvaluate, type EvaluateState } from '../state/evaluate';
import type { PictureSet } from '../state/pairs';
import { candidateId, rowKey, type Candidate, type Outcomes } from '../state/rows';
import { holder } from './open';

/** Several changes in a row are noted once. */
const restMs = 300;

const kept = ['sets', 'pairing', 'mends', 'crop', 'chosen'] as const satisfies (keyof EvaluateState)[];
const hasOutcomes = ({ outcomes }: EvaluateState): boolean => Object.keys(outcomes).length > 0;

/** Lets the main process note what is compared, once something of it was measured. */
export function keepComparison(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = evaluate.subscribe((now, before) => {
    const isFirst = hasOutcomes(now) && !hasOutcomes(before);
    if (!isFirst && kept.every((key) => now[key] === before[key])) return;
    clearTimeout(timer);
    timer = setTimeout(keepNow, restMs);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}

function keepNow(): void {
  const state = evaluate.getState();
  const { sets, pairing, mends, crop, chosen } = state;
  if (sets.length === 0 || !hasOutcomes(state)) return;
  const { pairs, rows } = derived();
  const choice = {
    ...{ pairing, mends, crop, chosen: chosen && [...chosen], pairs: pairs.length, pictures: rows.length },
    sets: sets.map(({ name, role, pictures }) => ({
      name,
      role,
      photos: pictures.map(({ photo }) => photo),
    })),
  };
  // What cannot be noted only costs the way back.
  call('evaluation.keep', choice).catch(() => undefined);
}

/** Opens the last comparison with what was measured of it. */
export async function continueLast(): Promise<void> {
  try {
    const last = await call('evaluation.continue', {});
    if (last === null) return;
    const present = evaluate.getState().sets;
    if (present.length > 0) {
      // Something else was opened meanwhile, perhaps the same pictures.
      const open = new Set(photosOf(present));
      letGo(
        photosOf(last.sets).filter((photo) => !open.has(photo)),
        holder,
      );
      return;
    }
    for (const photo of photosOf(last.sets)) hold(photo, holder);
    const { pairing, mends, crop, chosen } = last;
    const sets = last.sets.map(({ pictures, ...set }) => ({
      ...set,
      pictures: pictures.map(({ photo, name }) => ({ photo, name })),
    }));
    setEvaluate({ sets, pairing, mends, crop, chosen, outcomes: outcomesOf(last.measured, sets) });
    setEvaluate({ shown: derived().shown?.key ?? null });
  } catch (error) {
    reportFailure(error, '');
  }
}

type SetOfPhotos = { readonly pictures: readonly { readonly photo: PhotoHandle }[] };

function photosOf(sets: readonly SetOfPhotos[]): PhotoHandle[] {
  return sets.flatMap(({ pictures }) => pictures.map(({ photo }) => photo));
}

/** By the keys of the table's lines. */
function outcomesOf(measured: ContinuedComparison['measured'], sets: readonly PictureSet[]): Outcomes {
  const results = sets.filter(({ role }) => role === 'result');
  const setOf = new Map(
    results.flatMap(({ id, pictures }) => pictures.map(({ photo }) => [photo, id] as const)),
  );
  return Object.fromEntries(
    measured.map(({ photo, truth, treatment, result }) => {
      const by = makerOf(treatment, setOf.get(photo) ?? '');
      return [rowKey(candidateId(by), { photo, truth }), { result }];
    }),
  );
}

function makerOf(treatment: Treatment, set: string): Candidate['by'] {
  if (treatment.by === 'model') return { model: treatment.inference.model };
  return treatment.by === 'baseline' ? { baseline: treatment.baseline } : { set };
}

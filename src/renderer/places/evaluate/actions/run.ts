import type { InferenceSettings, MetricId } from '@contract';
import { failureOf } from '../../../actions/failures';
import { call } from '../../../bridge';
import { preferences } from '../../../state/preferences';
import { derived } from '../state/derived';
import { evaluate, setEvaluate } from '../state/evaluate';
import { dependsOnCrop, treatmentOf, type Outcome, type Row } from '../state/rows';

/** What the place shows. MS-SSIM would double the time. */
const metrics: MetricId[] = ['psnr', 'ssim', 'psnrGtMean', 'ssimGtMean', 'deltaE', 'flip', 'lpips'];

let running: AbortController | null = null;

/** A model with neutral controls, on the device that a person chose. */
export function inferenceOf(model: string): InferenceSettings {
  return { model, controls: {}, provider: preferences.getState().provider };
}

/** Lines without figures, one model after the other, so that each network is loaded once. */
export function pendingRows(): Row[] {
  const { rows, candidates } = derived();
  const { outcomes } = evaluate.getState();
  const turn = new Map(candidates.map(({ id }, at) => [id, at]));
  const place = ({ candidate }: Row): number => turn.get(candidate.id) ?? 0;
  return rows.filter(({ key }) => outcomes[key] === undefined).sort((a, b) => place(a) - place(b));
}

export function failedRows(): Row[] {
  const { outcomes } = evaluate.getState();
  return derived().rows.filter(({ key }) => {
    const outcome = outcomes[key];
    return outcome !== undefined && 'error' in outcome;
  });
}

/** Measures what is not measured, or tries again what failed. */
export function runOrCancel(): void {
  if (running !== null) {
    cancelRun();
    return;
  }
  if (pendingRows().length === 0) tryAgain(failedRows());
  else void measureAll();
}

export function tryAgain(rows: readonly Row[]): void {
  const again = new Set(rows.map(({ key }) => key));
  const kept = Object.entries(evaluate.getState().outcomes).filter(([key]) => !again.has(key));
  setEvaluate({ outcomes: Object.fromEntries(kept) });
  if (again.size > 0 && running === null) void measureAll();
}

export function cancelRun(): void {
  running?.abort();
}

/** What is chosen during the run is measured too. The shown line comes first. */
async function measureAll(): Promise<void> {
  running = new AbortController();
  const { signal } = running;
  let done = 0;
  try {
    for (;;) {
      const pending = pendingRows();
      const shown = derived().shown?.key;
      const row = pending.find(({ key }) => key === shown) ?? pending[0];
      if (row === undefined || signal.aborted) break;
      setEvaluate({ run: { done, total: done + pending.length } });
      const [{ crop }, { provider }] = [evaluate.getState(), preferences.getState()];
      const outcome = await measure(row, signal);
      if (outcome === null) break;
      // Another cut or device was chosen meanwhile, so it is measured again.
      if (evaluate.getState().crop !== crop && dependsOnCrop(outcome)) continue;
      if (preferences.getState().provider !== provider && isByModel(row.key)) continue;
      note(row, outcome);
      done += 1;
    }
  } finally {
    running = null;
    setEvaluate({ run: null });
  }
}

/** @returns null after a cancel */
async function measure({ pair, candidate, photo }: Row, signal: AbortSignal): Promise<Outcome | null> {
  try {
    const treatment = treatmentOf(candidate, inferenceOf);
    const { crop } = evaluate.getState();
    const question = { photo, treatment, truth: pair.truth, crop, metrics };
    return { result: await call('photos.compare', { ...question, priority: 'batch' }, { signal }) };
  } catch (error) {
    const failure = failureOf(error, pair.name);
    return failure === null ? null : { error: failure };
  }
}

/** The key of a line begins with who made the picture. */
function isByModel(key: string): boolean {
  return key.startsWith('model:');
}

/** Figures of models are those of the device that is chosen. Those of another one are forgotten. */
export function followDevice(): () => void {
  return preferences.subscribe(({ provider }, before) => {
    if (provider === before.provider) return;
    const kept = Object.entries(evaluate.getState().outcomes).filter(([key]) => !isByModel(key));
    setEvaluate({ outcomes: Object.fromEntries(kept) });
  });
}

function note({ key }: Row, outcome: Outcome): void {
  evaluate.setState(({ outcomes }) => ({ outcomes: { ...outcomes, [key]: outcome } }));
}

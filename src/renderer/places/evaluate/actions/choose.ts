import type { ErrorKind, MetricId, PairCrop } from '@contract';
import { derived } from '../state/derived';
import { evaluate, setEvaluate } from '../state/evaluate';
import { columnsIn, dependsOnCrop, worstFirst, type Exposure, type Row, type Sort } from '../state/rows';

export function showRow(row: Row): void {
  setEvaluate({ shown: row.key });
}

/** Goes through the table by lines. */
export function goBy(by: number): void {
  const { order, shown } = derived();
  const at = order.findIndex(({ key }) => key === shown?.key);
  const next = order[Math.min(order.length - 1, Math.max(0, at + by))];
  if (next !== undefined) showRow(next);
}

/** Goes to the next picture of the same model. */
export function goToPair(by: 1 | -1): void {
  const { order, shown } = derived();
  const own = order.filter(({ candidate }) => candidate.id === shown?.candidate.id);
  const next = own[own.findIndex(({ key }) => key === shown?.key) + by];
  if (next !== undefined) showRow(next);
}

/** Another column is sorted by with the worst first; the same one the other way round. */
export function sortBy(by: Sort['by']): void {
  const { sort } = evaluate.getState();
  const first = by === 'name' || by === 'model' ? { by, isDown: false } : worstFirst(by);
  setEvaluate({ sort: sort.by === by ? { by, isDown: !sort.isDown } : first });
}

export function chooseCandidate(id: string): void {
  const { candidates, offered } = derived();
  const chosen = offered
    .filter((one) => candidates.some((other) => other.id === one.id))
    .map((one) => one.id);
  const isOn = chosen.includes(id);
  setEvaluate({ chosen: isOn ? chosen.filter((one) => one !== id) : [...chosen, id], only: null });
}

export function showOnly(id: string): void {
  setEvaluate({ only: evaluate.getState().only === id ? null : id });
}

/** The same figure of each convention. The others have no counterpart. */
const counterparts: Readonly<Partial<Record<MetricId, MetricId>>> = {
  psnr: 'psnrGtMean',
  ssim: 'ssimGtMean',
  psnrGtMean: 'psnr',
  ssimGtMean: 'ssim',
};

export function setExposure(exposure: Exposure): void {
  const { sort, outcomes } = evaluate.getState();
  const columns = columnsIn(exposure, outcomes);
  if (sort.by === 'name' || sort.by === 'model' || columns.includes(sort.by)) {
    setEvaluate({ exposure });
    return;
  }
  const by = counterparts[sort.by] ?? columns[0] ?? 'psnr';
  setEvaluate({ exposure, sort: worstFirst(by) });
}

/** Figures that another cut changes are forgotten. */
export function setCrop(crop: PairCrop): void {
  const kept = Object.entries(evaluate.getState().outcomes).filter(([, outcome]) => !dependsOnCrop(outcome));
  setEvaluate({ crop, outcomes: Object.fromEntries(kept) });
}

const kinds: readonly ErrorKind[] = ['absolute', 'ssim', 'deltaE', 'flip'];

export function nextKind(): void {
  const at = kinds.indexOf(evaluate.getState().kind);
  setEvaluate({ kind: kinds[(at + 1) % kinds.length] ?? 'deltaE' });
}

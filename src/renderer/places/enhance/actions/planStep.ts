/** All that decides what the shown photo needs next. Keys name what made a picture; equal keys, equal pixels. */
export type Facts = {
  readonly size: number;
  /** Long edge that the picture as it is was asked in; null while there is none. */
  readonly lowLightSize: number | null;
  /** Null while no model can be used. */
  readonly draftKey: string | null;
  readonly smallKey: string | null;
  readonly enhancedKey: string | null;
  /** A control is being dragged. */
  readonly isDragging: boolean;
  /** Key of the truth's pixels that are wanted, and of those there are. */
  readonly truthKey: string | null;
  readonly truthPixels: string | null;
  readonly lookKey: string;
  readonly scoresKey: string | null;
  /** Keys of steps that failed: not tried again until something changes. */
  readonly failed: ReadonlySet<string>;
};

export type Step = {
  readonly kind: 'preview' | 'smallDraft' | 'draft' | 'truth' | 'measure' | 'idle';
  readonly key: string;
};

const idle: Step = { kind: 'idle', key: '' };

function draftStep(facts: Facts): Step | null {
  const { draftKey, smallKey, enhancedKey } = facts;
  if (draftKey === null || enhancedKey === draftKey) return null;
  if (!facts.isDragging) return { kind: 'draft', key: draftKey };
  return smallKey === null || enhancedKey === smallKey ? null : { kind: 'smallDraft', key: smallKey };
}

/** The photo as it is: all that is wanted of a damaged one. */
export function planPreview({ lowLightSize, size, failed }: Facts): Step {
  const key = `preview ${size}`;
  return (lowLightSize ?? 0) < size && !failed.has(key) ? { kind: 'preview', key } : idle;
}

/**
 * What to compute next for the shown photo: the photo as it is, then its draft (a small one while a control is dragged), then the
 * ground truth's pixels, then scores.
 */
export function planStep(facts: Facts): Step {
  const { truthKey, lookKey, isDragging } = facts;
  const steps: (Step | null)[] = [
    (facts.lowLightSize ?? 0) < facts.size ? { kind: 'preview', key: `preview ${facts.size}` } : null,
    draftStep(facts),
    truthKey !== null && facts.truthPixels !== truthKey ? { kind: 'truth', key: truthKey } : null,
    truthKey !== null && !isDragging && facts.draftKey !== null && facts.scoresKey !== lookKey
      ? { kind: 'measure', key: lookKey }
      : null,
  ];
  const next = steps.find((step) => step !== null) ?? idle;
  return facts.failed.has(next.key) ? idle : next;
}

/** True when a running step may go on although another is wanted now: a small draft is finished, so that a drag shows something. */
export function mayFinish(running: Step, wanted: Step): boolean {
  if (running.kind === wanted.kind && running.key === wanted.key) return true;
  return running.kind === 'smallDraft' && wanted.kind === 'smallDraft';
}

/** Everything that decides what the shown photo needs next. A key names what made a picture. Equal keys mean equal pixels. */
export type Facts = {
  readonly size: number;
  /** Requested long edge of the original picture. Null while there is none. */
  readonly lowLightSize: number | null;
  /** How a raw is developed. */
  readonly development: string;
  /** Null while no model is usable. */
  readonly draftKey: string | null;
  readonly smallKey: string | null;
  readonly enhancedKey: string | null;
  /** A control is being dragged. */
  readonly isDragging: boolean;
  /** Keys of the truth's wanted and present pixels. */
  readonly truthKey: string | null;
  readonly truthPixels: string | null;
  readonly lookKey: string;
  readonly scoresKey: string | null;
  /** Keys of failed steps, which are not retried until something changes. */
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

function previewStep({ lowLightSize, size, development }: Facts): Step | null {
  return (lowLightSize ?? 0) < size ? { kind: 'preview', key: `preview ${development}${size}` } : null;
}

/** The original photo. A damaged photo needs nothing else. */
export function planPreview(facts: Facts): Step {
  const step = previewStep(facts);
  return step === null || facts.failed.has(step.key) ? idle : step;
}

/**
 * What to compute next for the shown photo: the original, then its draft (a small one during a drag),
 * then the ground truth's pixels, then scores.
 */
export function planStep(facts: Facts): Step {
  const { truthKey, lookKey, isDragging } = facts;
  const steps: (Step | null)[] = [
    previewStep(facts),
    draftStep(facts),
    truthKey !== null && facts.truthPixels !== truthKey ? { kind: 'truth', key: truthKey } : null,
    truthKey !== null && !isDragging && facts.draftKey !== null && facts.scoresKey !== lookKey
      ? { kind: 'measure', key: lookKey }
      : null,
  ];
  const next = steps.find((step) => step !== null) ?? idle;
  return facts.failed.has(next.key) ? idle : next;
}

/** True if a running step may continue although another is wanted. Small drafts are finished, so a drag shows something. */
export function mayFinish(running: Step, wanted: Step): boolean {
  if (running.kind === wanted.kind && running.key === wanted.key) return true;
  return running.kind === 'smallDraft' && wanted.kind === 'smallDraft';
}

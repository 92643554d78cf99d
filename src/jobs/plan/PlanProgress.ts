/** What planning a batch does: it looks for files, looks into each, measures photos, names their results, and matches the frames of series. */
export type PlanStage = 'find' | 'look' | 'measure' | 'name' | 'match';

/** How far it is. The number of files is not known while they are looked for: `total` is 0 then. */
export type PlanProgress = { readonly stage: PlanStage; readonly done: number; readonly total: number };

export type OnPlanProgress = (progress: PlanProgress) => void;

/** Counts finished work of a stage and tells of it. */
export function counted<Item, Result>(
  stage: PlanStage,
  { total, onProgress }: { total: number; onProgress: OnPlanProgress | undefined },
  work: (item: Item) => Promise<Result>,
): (item: Item) => Promise<Result> {
  let done = 0;
  return async (item) => {
    const result = await work(item);
    done += 1;
    onProgress?.({ stage, done, total });
    return result;
  };
}

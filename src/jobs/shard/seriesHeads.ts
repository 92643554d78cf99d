import type { Exposure } from '@contract';
import { farthestApart, takenAt } from '../light/groupSeries';

/**
 * Photos that may turn out to be one series belong to one share, because a series gets one decision. Until they are decoded, these are
 * the photos of one camera that were each taken shortly after the one before.
 * @returns for each photo the position of the first one that it belongs with
 */
export function seriesHeads(exposures: readonly Exposure[]): number[] {
  const heads = exposures.map((_, at) => at);
  const last = new Map<string | undefined, { at: number; time: number }>();
  for (const { at, time, camera } of inOrder(exposures)) {
    const before = last.get(camera);
    if (before !== undefined && time - before.time <= farthestApart) heads[at] = heads[before.at] ?? at;
    last.set(camera, { at, time });
  }
  return heads;
}

function inOrder(exposures: readonly Exposure[]): { at: number; time: number; camera: string | undefined }[] {
  const dated = exposures.flatMap((exposure, at) => {
    const time = takenAt(exposure);
    return time === undefined ? [] : [{ at, time, camera: exposure.camera }];
  });
  return dated.sort((a, b) => a.time - b.time || a.at - b.at);
}

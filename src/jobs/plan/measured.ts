import { CandelaError, type Exposure, type Survey } from '@contract';
import { inParallel } from '../inParallel';
import { counted, type OnPlanProgress } from './PlanProgress';

type MeasureOptions = { signal: AbortSignal; page?: number | undefined };

/** What can be asked of a photo before it is enhanced. Each throws a CandelaError if the photo cannot be read. */
export type Measures = {
  exposure: (path: string, options: MeasureOptions) => Promise<Exposure>;
  survey: (path: string, options: MeasureOptions) => Promise<Survey>;
};

/** What was measured. A photo that cannot be measured has no facts; enhancing it will say why. */
export type Facts = { readonly exposure: Exposure; readonly light?: Survey['light'] };

export type Need = 'nothing' | 'exposure' | 'survey';

type Options<Photo> = {
  needOf: (photo: Photo) => Need;
  signal: AbortSignal;
  onProgress?: OnPlanProgress | undefined;
};

// A header waits for the disk. The engine decodes two photos at a time, and a third is read meanwhile.
const atOnce = { nothing: 32, exposure: 8, survey: 3 } as const;

/** The photos with as many facts as are needed. */
export async function measured<Photo extends { file: { path: string }; page?: number | undefined }>(
  photos: readonly Photo[],
  measures: Measures,
  { needOf, signal, onProgress }: Options<Photo>,
): Promise<(Photo & { facts: Facts })[]> {
  const needs = new Set(photos.map(needOf));
  const limit = (['survey', 'exposure', 'nothing'] as const).find((need) => needs.has(need)) ?? 'nothing';
  const total = photos.filter((photo) => needOf(photo) !== 'nothing').length;
  const measure = counted('measure', { total, onProgress }, (photo: Photo) => {
    const { file, page } = photo;
    return factsOf(file.path, measures, { need: needOf(photo), page, signal });
  });
  return inParallel(photos, atOnce[limit], async (photo) => {
    signal.throwIfAborted();
    return { ...photo, facts: needOf(photo) === 'nothing' ? noFacts : await measure(photo) };
  });
}

const noFacts: Facts = { exposure: {} };

async function factsOf(
  path: string,
  measures: Measures,
  { need, ...options }: MeasureOptions & { need: Need },
): Promise<Facts> {
  try {
    if (need === 'exposure') return { exposure: await measures.exposure(path, options) };
    const { exposure, light } = await measures.survey(path, options);
    return { exposure, light };
  } catch (error) {
    if (error instanceof CandelaError) return noFacts;
    throw error;
  }
}

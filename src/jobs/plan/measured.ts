import { CandelaError, type Exposure, type Survey } from '@contract';
import { inParallel } from '../inParallel';

type MeasureOptions = { signal: AbortSignal; page?: number | undefined };

/** What can be asked of a photo before it is enhanced. Each throws a CandelaError if the photo cannot be read. */
export type Measures = {
  exposure: (path: string, options: MeasureOptions) => Promise<Exposure>;
  survey: (path: string, options: MeasureOptions) => Promise<Survey>;
};

/** What was measured. A photo that cannot be measured has no facts; enhancing it will say why. */
export type Facts = { readonly exposure: Exposure; readonly light?: Survey['light'] };

export type Need = 'nothing' | 'exposure' | 'survey';

type Options = { need: Need; signal: AbortSignal };

// A header waits for the disk. The engine decodes two photos at a time, and a third is read meanwhile.
const atOnce = { nothing: 1, exposure: 8, survey: 3 } as const;

/** The photos with as many facts as are needed. */
export async function measured<Photo extends { file: { path: string }; page?: number | undefined }>(
  photos: readonly Photo[],
  measures: Measures,
  { need, signal }: Options,
): Promise<(Photo & { facts: Facts })[]> {
  return inParallel(photos, atOnce[need], async (photo) => {
    signal.throwIfAborted();
    const { file, page } = photo;
    return { ...photo, facts: await factsOf(file.path, measures, { need, page, signal }) };
  });
}

async function factsOf(
  path: string,
  measures: Measures,
  { need, ...options }: Options & MeasureOptions,
): Promise<Facts> {
  if (need === 'nothing') return { exposure: {} };
  try {
    if (need === 'exposure') return { exposure: await measures.exposure(path, options) };
    const { exposure, light } = await measures.survey(path, options);
    return { exposure, light };
  } catch (error) {
    if (error instanceof CandelaError) return { exposure: {} };
    throw error;
  }
}

import type { Baseline, InferenceSettings, Priority, Provider, Treatment } from '@contract';
import type { Photo } from '../photo/Photo';
import {
  inferenceKey,
  modelFor,
  runNetwork,
  type PreviewContext,
  type ViewOptions,
} from '../preview/network';
import type { PhotoAt } from '../preview/PhotoCache';
import { baselineJob } from '../worker/jobs';
import { runJob } from '../worker/runJob';
import { shared } from './shared';

/** A picture that is to be judged, and what it took to make it. */
export type Subject = {
  readonly photo: Photo;
  readonly ms: number | null;
  readonly provider: Provider | null;
};

export type SubjectInput = { readonly photo: PhotoAt; readonly treatment: Treatment };
export type SubjectOptions = ViewOptions & {
  readonly priority: Priority;
  /** Nobody asks for the pictures again, so that they are not kept. */
  readonly isPassing?: boolean | undefined;
};

/** What is known of results in the cache. Dropped together with them. */
const making = new WeakMap<Photo, Pick<Subject, 'ms' | 'provider'>>();

/**
 * The picture of a treatment, at full size, with neutral strength and finishing. It is kept for the next question about it, unless there
 * will be none.
 * @throws CandelaError of photo, model, provider and session; the signal's reason when it is aborted
 */
export async function subjectOf(
  { photo: at, treatment }: SubjectInput,
  context: PreviewContext,
  options: SubjectOptions,
): Promise<Subject> {
  const { signal, isPassing } = options;
  const original = await context.photos.whole(at, { signal, isPassing });
  const isUntouched =
    treatment.by === 'nobody' || (treatment.by === 'baseline' && treatment.baseline === 'nothing');
  if (isUntouched) return { photo: original, ms: null, provider: null };
  const photo =
    treatment.by === 'model'
      ? await enhanced({ at, original, inference: treatment.inference }, context, options)
      : await plain({ at, original, baseline: treatment.baseline }, context, options);
  return { photo, ...(making.get(photo) ?? { ms: null, provider: null }) };
}

type Making = { readonly at: PhotoAt; readonly original: Photo };

async function enhanced(
  { at, original, inference }: Making & { inference: InferenceSettings },
  context: PreviewContext,
  { signal, onProgress, priority, isPassing }: SubjectOptions,
): Promise<Photo> {
  const { photos, engine } = context;
  const model = await modelFor(inference, context, { signal });
  const key = `${await photos.keyOf(at)} evaluated ${inferenceKey(model, inference)}`;
  const make = async (options: { signal: AbortSignal }): Promise<Photo> => {
    await using lease = await engine.pool.acquire(model, inference.provider, options);
    const { open } = lease;
    const raster = { ...original.raster, data: original.raster.data.slice() };
    const request = { raster, scene: original, path: at.path, open, inference };
    const ms = await engine.network.within(
      priority,
      async (turn) => {
        const start = performance.now();
        await runNetwork(request, context, { ...options, onProgress, turn });
        return performance.now() - start - turn.waitedMs;
      },
      options,
    );
    const photo = { ...original, raster };
    making.set(photo, { ms, provider: open.provider });
    return photo;
  };
  return photos.result(key, make, { signal, isPassing });
}

async function plain(
  { at, original, baseline }: Making & { baseline: Baseline },
  { photos }: PreviewContext,
  { signal, isPassing }: SubjectOptions,
): Promise<Photo> {
  const key = `${await photos.keyOf(at)} baseline ${baseline}`;
  const make = async (options: { signal: AbortSignal }): Promise<Photo> => {
    const { data, ms } = await runJob(baselineJob, { baseline, raster: shared(original.raster) }, options);
    const photo = { ...original, raster: { ...original.raster, data } };
    making.set(photo, { ms, provider: null });
    return photo;
  };
  return photos.result(key, make, { signal, isPassing });
}

import {
  MetricId,
  type PairCrop,
  type EngineCallOutput,
  type ErrorKind,
  type HostImage,
  type MapLegend,
  type PairResult,
  type Priority,
} from '@contract';
import { mapLegends } from '@core';
import { sharp } from '../photo/codec/codec';
import { inTurn } from '../photo/codec/codecTurns';
import { scaleToFit } from '../photo/codec/scaleToFit';
import { toHostImage } from '../preview/hostImage';
import type { PreviewContext, ViewOptions } from '../preview/network';
import type { PhotoAt } from '../preview/PhotoCache';
import { errorMapJob } from '../worker/jobs';
import { runJob } from '../worker/runJob';
import { comparable, type Comparable } from './comparable';
import { measuring } from './measuring';
import { OwnLpips } from './OwnLpips';
import { scorePicture } from './scorePicture';
import { shared } from './shared';
import { subjectOf, type Subject, type SubjectInput, type SubjectOptions } from './subject';

/** A picture and its ground truth. */
export type PairInput = SubjectInput & { readonly truth: PhotoAt; readonly crop: PairCrop };

/** Lossy, because a report has many. */
const coding = { quality: 75, effort: 3 } as const;

/** Pictures against their ground truths: scores, and maps of where they differ. Every call throws CandelaError, or the signal's reason. */
export class Comparisons {
  readonly #lpips: OwnLpips;

  constructor(private readonly context: PreviewContext) {
    this.#lpips = new OwnLpips(context.engine);
  }

  /** Checks the person's own LPIPS file. @returns its checksum; null: there is none */
  lpips(options: { signal: AbortSignal }): Promise<string | null> {
    return this.#lpips.check(options);
  }

  /** Frees what only comparisons use. */
  release(): Promise<void> {
    return this.#lpips.release();
  }

  async score(
    input: PairInput & { metrics?: readonly MetricId[] | undefined; priority: Priority },
    { signal, onProgress }: ViewOptions,
  ): Promise<PairResult> {
    const { priority, metrics = MetricId.options } = input;
    // In a run of many pairs, scores are all that is wanted of a picture.
    const isPassing = priority === 'batch';
    const { subject, pair } = await this.#pair(input, { signal, onProgress, priority, isPassing });
    const { reference, remarks } = pair;
    // A file that does not fit is refused before the rest is measured.
    const lpips = metrics.includes('lpips')
      ? await this.#lpips.distance(pair, { signal, priority })
      : undefined;
    const { scores, gain } = await scorePicture(pair, metrics, {
      signal,
      onProgress: measuring(onProgress),
    });
    return {
      scores: { ...scores, ...(lpips !== undefined && { lpips }) },
      gain,
      remarks,
      width: reference.width,
      height: reference.height,
      ms: subject.ms,
      provider: subject.provider,
    };
  }

  async errorMap(
    input: PairInput & { kind: ErrorKind; size: number },
    { signal, onProgress }: ViewOptions,
  ): Promise<{ picture: HostImage; legend: MapLegend }> {
    const { kind, size } = input;
    const { pair } = await this.#pair(input, { signal, onProgress, priority: 'screen' });
    const picture = await runJob(
      errorMapJob,
      { kind, size, distorted: shared(pair.distorted), reference: shared(pair.reference) },
      { signal, onProgress: measuring(onProgress) },
    );
    return { picture, legend: mapLegends[kind] };
  }

  /** The picture that is judged, or its truth, as they are compared. */
  async judged(
    { show, size, ...input }: PairInput & { show: 'picture' | 'truth'; size: number },
    options: ViewOptions,
  ): Promise<{ picture: HostImage }> {
    const { pair } = await this.#pair(input, { ...options, priority: 'screen' });
    const raster = show === 'truth' ? pair.reference : pair.distorted;
    return { picture: toHostImage(await scaleToFit(raster, size, { signal: options.signal })) };
  }

  /** A small picture for a report: the judged picture itself, or a map of its errors. */
  async thumbnail(
    input: PairInput & { show: 'picture' | ErrorKind; size: number },
    options: ViewOptions,
  ): Promise<EngineCallOutput<'photo.evaluated'>> {
    const { show, size } = input;
    const image =
      show === 'picture'
        ? await this.#small(input, options)
        : (await this.errorMap({ ...input, kind: show, size }, options)).picture;
    const { width, height, data } = image;
    const encoding = sharp(data, { raw: { width, height, channels: 3 } }).webp(coding);
    const webp = Uint8Array.from(await inTurn(() => encoding.toBuffer()));
    options.signal.throwIfAborted();
    return { webp, width, height };
  }

  async #small(input: PairInput & { size: number }, options: ViewOptions): Promise<HostImage> {
    const { pair } = await this.#pair(input, { ...options, priority: 'batch' });
    return toHostImage(await scaleToFit(pair.distorted, input.size, { signal: options.signal }));
  }

  async #pair(
    { photo, treatment, truth, crop }: PairInput,
    options: SubjectOptions,
  ): Promise<{ subject: Subject; pair: Comparable }> {
    const { signal, isPassing } = options;
    const reference = await this.context.photos.whole(truth, { signal, isPassing });
    const subject = await subjectOf({ photo, treatment }, this.context, options);
    const named = { path: photo.path, photo: subject.photo };
    return { subject, pair: await comparable(named, { path: truth.path, photo: reference }, crop) };
  }
}

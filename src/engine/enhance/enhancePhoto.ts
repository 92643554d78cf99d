import { basename } from 'node:path';
import {
  type Job,
  type JobFacts,
  type JobResult,
  type ModelCard,
  type Notice,
  type Priority,
  type Progress,
  type Provider,
  type Settings,
  type JobStage,
} from '@contract';
import { checkControls, type Raster } from '@core';
import { openPhoto, type OpenPhoto } from '../photo/read/openPhoto';
import { assertFits, encodePhoto, type Encoded } from '../photo/write/encodePhoto';
import type { Photo, PhotoInfo, Provenance } from '../photo/Photo';
import { stepOf } from '../photo/stepOf';
import { mayWrite } from '../photo/write/safeWrite';
import { scaledSize, scalePixels } from '../photo/codec/scaleToFit';
import { findModel, type Model } from '../model/registry';
import type { OpenModel } from '../model/openModel';
import type { SessionPool } from '../model/SessionPool';
import { enhanceRaster, networkTileSide } from './enhanceRaster';
import type { Gate } from './Gate';
import type { NetworkGate, Turn } from './NetworkGate';
import { darkness, smallSize } from './darkness';
import { throttled } from './progress';
import { giveSmall, type SmallResult } from './smallResult';
import { thumbnailOf } from './seenByNetwork';

/** Shared by all photos of an engine. */
export type EngineContext = {
  pool: SessionPool;
  modelFolders: readonly string[];
  /** The number of photos that each stage takes at a time. */
  stages: { decode: Gate; encode: Gate };
  /** Every run of a network goes through it. */
  network: NetworkGate;
  memory: Gate;
  /** Memory for a session, bytes: the free memory within the budget. */
  sessionMemory: () => number;
  /** Candela's version. */
  version: string;
};

export type EnhanceOptions = {
  signal: AbortSignal;
  /** Who waits for the result. Default: nobody in particular. */
  priority?: Priority | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
  /** Receives, as soon as they are known, the facts that hold even if the photo fails. */
  onKnown?: ((facts: JobFacts) => void) | undefined;
  small?: SmallResult | undefined;
};

type Report = (progress: Progress) => void;
type Durations = Record<JobStage, number>;

/**
 * Enhances one photo with one set of settings and writes the result in its place. The original is only read.
 * @throws CandelaError of photo, model, provider, session and output; the signal's reason when it is aborted
 */
export function enhancePhoto(task: Task, engine: EngineContext, options: EnhanceOptions): Promise<JobResult> {
  const start = performance.now();
  const durations: Durations = { decode: 0, inference: 0, encode: 0 };
  const enhancing = enhanceTimed(task, engine, { ...options, start, durations });
  // Runs before the caller receives the failure.
  enhancing.catch(() => {
    options.onKnown?.({ timings: timingsOf(durations, start) });
  });
  return enhancing;
}

type Task = { job: Job; settings: Settings };
type TimedOptions = EnhanceOptions & { start: number; durations: Durations };

async function enhanceTimed(
  { job, settings }: Task,
  engine: EngineContext,
  { signal, onProgress, onKnown = () => undefined, priority = 'batch', start, ...timed }: TimedOptions,
): Promise<JobResult> {
  signal.throwIfAborted();
  const conflict = { target: job.output, original: job.input, policy: settings.output.onConflict, signal };
  if (!(await mayWrite(conflict))) return skipped(start);
  const model = await findModel(engine.modelFolders, settings.model, { signal });
  checkControls(model.card, settings.controls);
  const { raw } = settings;
  const report = throttled(onProgress);
  const onAlive = (): void => {
    report({ stage: 'decode', done: 0, total: 1 });
  };
  const expected = { page: job.page, expect: job.journal?.input };
  await using opened = await openPhoto(job.input, { ...expected, raw, onAlive, signal });
  const { info } = opened;
  const megapixels = (info.width * info.height) / 1e6;
  onKnown({ megapixels });
  const { longEdge } = settings.output;
  assertFits(longEdge === undefined ? info : scaledSize(info, longEdge), job.format);
  const way = { job, opened, settings, engine, report, onKnown, priority, signal, ...timed };
  const { path, written, provider, notices } = await engine.memory.within(
    bytesInFlight(info, model.card, engine),
    () => openAndWork(model, way),
    { signal },
  );
  return {
    output: path,
    written,
    status: path === null ? 'skipped' : 'done',
    provider,
    megapixels,
    timings: timingsOf(timed.durations, start),
    notices: notices.map(({ sentence }) => sentence),
  };
}

type Outcome = Encoded & { provider: Provider };

/** Opens the session while the photo decodes. */
async function openAndWork(model: Model, way: Omit<Way, 'open'>): Promise<Outcome> {
  const { settings, engine, signal } = way;
  // A model that cannot be opened fails every photo of a batch, so the photo need not be decoded to its end.
  const stop = new AbortController();
  const leasing = engine.pool.acquire(model, settings.provider, { signal });
  leasing.catch(() => {
    stop.abort();
  });
  const decoding = decode({ ...way, signal: AbortSignal.any([signal, stop.signal]) });
  const [photo, leased] = await Promise.allSettled([decoding, leasing]);
  if (leased.status === 'rejected') throw leased.reason;
  await using lease = leased.value;
  way.onKnown({ provider: lease.open.provider });
  if (photo.status === 'rejected') throw photo.reason;
  return await throughStages(photo.value, { ...way, open: lease.open });
}

async function throughStages(photo: Photo, way: Way): Promise<Outcome> {
  const { open } = way;
  const notices = [...photo.notices, ...open.notices, ...(await infer(photo, way))];
  const { provider } = open;
  await giveSmall({ raster: photo.raster, provider, ms: way.durations.inference, notices }, way);
  const { notices: ofEncoding, ...file } = await encode(photo, way);
  return { ...file, provider, notices: [...notices, ...ofEncoding] };
}

/** The data that one stage of a photo passes to the next. */
type Way = {
  job: Job;
  opened: OpenPhoto;
  settings: Settings;
  engine: EngineContext;
  durations: Durations;
  report: Report;
  onKnown: (facts: JobFacts) => void;
  priority: Priority;
  small?: SmallResult | undefined;
  signal: AbortSignal;
  open: OpenModel;
};

function decode({ opened, engine, durations, report, signal }: Omit<Way, 'open'>): Promise<Photo> {
  return inStage(engine.stages.decode, { stage: 'decode', durations, signal }, async () => {
    report({ stage: 'decode', done: 0, total: 1 });
    const photo = await opened.decode({ signal });
    await opened[Symbol.asyncDispose]();
    report({ stage: 'decode', done: 1, total: 1 });
    return photo;
  });
}

function infer(
  photo: Photo,
  { open, settings, job, engine, durations, report, priority, signal }: Way,
): Promise<Notice[]> {
  const work = async (turn: Turn) => {
    const start = performance.now();
    report({ stage: 'inference', done: 0, total: 1 });
    const { raster, profile } = photo;
    const seen = settings.strength > 0 ? await seenWhole(photo, open, { signal }) : undefined;
    const request = {
      open,
      profile,
      mix: { strength: settings.strength, finish: settings.finish },
      controls: settings.controls,
      step: stepOf(photo.source),
      memoryBytes: engine.sessionMemory(),
      file: basename(job.input),
      ...(seen && { thumbnail: seen }),
    };
    const onTile = (done: number, total: number) => {
      report({ stage: 'inference', done, total });
    };
    try {
      const dark = seen ? darkness(seen, photo.source) : [];
      return [...dark, ...(await enhanceRaster(raster, request, { signal, onTile, turn }))];
    } finally {
      durations.inference = performance.now() - start - turn.waitedMs;
    }
  };
  return engine.network.within(priority, work, { signal });
}

/** The whole photo as the network sees it, at a small size. A small photo is copied, because its samples will be overwritten. */
async function seenWhole(
  photo: Photo,
  { card }: OpenModel,
  { signal }: { signal: AbortSignal },
): Promise<Raster> {
  const seen = await thumbnailOf(photo, smallSize(card), { signal });
  return seen === photo.raster ? { ...seen, data: seen.data.slice() } : seen;
}

function encode(
  photo: Photo,
  { job, settings, engine, durations, report, signal, open }: Way,
): Promise<Encoded> {
  return inStage(engine.stages.encode, { stage: 'encode', durations, signal }, async () => {
    report({ stage: 'encode', done: 0, total: 1 });
    const { page } = photo.source;
    const provenance = provenanceOf(open, { settings, page, version: engine.version });
    const { output: target, format, journal } = job;
    const request = { target, format, output: settings.output, provenance, journal };
    const { longEdge } = settings.output;
    const sized = longEdge === undefined ? {} : await scalePixels(photo, longEdge, { signal });
    const encoded = await encodePhoto({ ...photo, ...sized }, request, { signal });
    report({ stage: 'encode', done: 1, total: 1 });
    return encoded;
  });
}

type StageOptions = { stage: JobStage; durations: Durations; signal: AbortSignal };

/** Waits for its turn, works, and records the time of the work without the wait. */
function inStage<T>(
  gate: Gate,
  { stage, durations, signal }: StageOptions,
  work: () => Promise<T>,
): Promise<T> {
  const timed = async () => {
    const start = performance.now();
    try {
      return await work();
    } finally {
      durations[stage] = performance.now() - start;
    }
  };
  return gate.within(1, timed, { signal });
}

function skipped(start: number): JobResult {
  const timings = timingsOf({ decode: 0, inference: 0, encode: 0 }, start);
  return {
    output: null,
    written: null,
    status: 'skipped',
    provider: null,
    megapixels: null,
    timings,
    notices: [],
  };
}

function timingsOf({ decode, inference, encode }: Durations, start: number): JobResult['timings'] {
  return { decodeMs: decode, inferenceMs: inference, encodeMs: encode, totalMs: performance.now() - start };
}

function bytesInFlight(info: PhotoInfo, card: ModelCard, { sessionMemory }: EngineContext): number {
  const side = Math.min(networkTileSide(card, sessionMemory()), Math.max(info.width, info.height));
  // The decoded samples exist once. Encoding needs about as much again, and by then the decoder's memory is free.
  const { decodedBytes, decoderBytes } = info;
  return decodedBytes + Math.max(decodedBytes, decoderBytes) + side * side * card.bytesPerPixel;
}

function provenanceOf(
  { card, provider }: OpenModel,
  { settings, page, version }: { settings: Settings; page: number | undefined; version: string },
): Provenance {
  return {
    software: `Candela ${version} (${card.id})`,
    model: card.id,
    modelVersion: card.version,
    modelSha256: card.sha256,
    provider,
    settings: JSON.stringify(settings),
    ...(page !== undefined && { page }),
  };
}

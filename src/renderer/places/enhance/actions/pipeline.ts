import {
  CandelaError,
  type CallOutput,
  type CallProgress,
  type InferenceSettings,
  type PhotoHandle,
  type PhotoSummary,
} from '@contract';
import { call, fetchPicture, PictureLost, type Picture } from '../../../bridge';
import {
  activePhoto,
  markDamaged,
  markSound,
  photos,
  setPhoto,
  type Change,
  type PhotoView,
} from '../../../state/photos';
import { places } from '../../../state/places';
import { developedKey } from '../../../state/raw';
import { pixelsOf, setPixels } from '../state/pixels';
import { addToast } from '../../../state/toasts';
import { retryTiles, view } from '../state/view';
import { failureOf } from '../../../actions/failures';
import { changeOf } from './changeOf';
import { mayFinish, planPreview, planStep, type Facts, type Step } from './planStep';
import { watchRate } from './rates';
import { engineLook, inferenceKey } from '../../../actions/settings';
import { setOriginalThumb, setResultThumb } from '../../../actions/thumbs';
import { letGoTruth } from './truths';

/** Long edge of drafts during a drag. */
const smallSize = 512;
/** Scores need the full-size photo, so they wait until the settings rest. */
const restMs = 350;

type Run = { photo: PhotoHandle; step: Step; controller: AbortController };

let running: Run | null = null;
const failed = new Map<PhotoHandle, Set<string>>();
const idleListeners = new Set<() => void>();

function keyOf(made: { key: string } | null): string | null {
  return made === null ? null : made.key;
}

const noDraft = { draftKey: null, smallKey: null };
const noneFailed: ReadonlySet<string> = new Set();

function factsOf({ entry: { photo }, truth, scores }: PhotoView): Facts {
  const { draftSize, gesture } = view.getState();
  const { lowLight, enhanced, truth: shownTruth } = pixelsOf(photo);
  const { inference, mix } = engineLook(photo);
  const development = developedKey(photo);
  const key = inferenceKey(inference) + development;
  const hasModel = inference.model !== '';
  return {
    size: draftSize,
    lowLightSize: lowLight?.size ?? null,
    development,
    ...(hasModel ? { draftKey: `${draftSize} ${key}`, smallKey: `small ${key}` } : noDraft),
    enhancedKey: keyOf(enhanced),
    isDragging: gesture !== null,
    truthKey: truth && `${truth.photo} ${draftSize}`,
    truthPixels: shownTruth && `${shownTruth.photo} ${shownTruth.size}`,
    lookKey: JSON.stringify([truth?.photo, key, mix]),
    scoresKey: keyOf(scores),
    failed: failed.get(photo) ?? noneFailed,
  };
}

/** Computes what the shown photo needs next, and cancels what it no longer needs. Call it after every change. */
export function pump(): void {
  // Nobody looks at the stage while another place is shown, and a batch may need the network.
  const photo = places.getState().shown === 'enhance' ? activePhoto() : null;
  if (photo !== null) dropStaleScores(photo);
  const step = stepFor(photo);
  if (running !== null) {
    if (running.photo === photo?.entry.photo && mayFinish(running.step, step)) return;
    giveUp(running);
    running = null;
  }
  if (photo === null || step.kind === 'idle') {
    for (const listener of idleListeners) listener();
    return;
  }
  void run({ photo: photo.entry.photo, step, controller: new AbortController() });
}

function stepFor(photo: PhotoView | null): Step {
  if (photo?.status === 'damaged') return planPreview(factsOf(photo));
  return photo === null || photo.entry.error !== undefined
    ? { kind: 'idle', key: '' }
    : planStep(factsOf(photo));
}

/** A cancelled step leaves the photo in its previous state. */
function giveUp({ photo, step, controller }: Run): void {
  controller.abort();
  if (step.kind === 'measure') setPhoto(photo, { scoring: null });
  if (photos.getState().byId[photo]?.status !== 'working') return;
  const { enhanced } = pixelsOf(photo);
  const status = enhanced === null ? 'waiting' : enhanced.isSmall ? 'draft' : 'done';
  setPhoto(photo, { status, progress: null });
}

/** Scores of another look must not be shown with this one. */
function dropStaleScores(view: PhotoView): void {
  const { lookKey } = factsOf(view);
  const { scores, scoring } = view;
  const known = scoring !== null && 'error' in scoring ? scoring.key : keyOf(scores);
  if (known !== null && known !== lookKey) setPhoto(view.entry.photo, { scores: null, scoring: null });
}

/** True while nothing is computed for the shown photo. */
export function isIdle(): boolean {
  return running === null;
}

export function onIdle(listener: () => void): void {
  idleListeners.add(listener);
}

async function run(job: Run): Promise<void> {
  running = job;
  const { photo, step, controller } = job;
  try {
    await attempt(job);
  } catch (error) {
    // A cancelled step is not a failure, whatever its outcome.
    if (!controller.signal.aborted) fail(photo, step, error);
  }
  if (running !== job) return;
  running = null;
  pump();
}

/** Other photos' pictures may displace one before it is fetched. It is then requested again. */
async function attempt(job: Run): Promise<void> {
  try {
    await work(job);
  } catch (error) {
    if (!(error instanceof PictureLost)) throw error;
    await work(job);
  }
}

function fail(photo: PhotoHandle, step: Step, error: unknown): void {
  const view = photos.getState().byId[photo];
  const wire = failureOf(error, view?.entry.name ?? '');
  if (wire === null) return;
  failed.set(photo, new Set([...(failed.get(photo) ?? []), step.key]));
  if (step.kind === 'measure') setPhoto(photo, { scoring: { error: wire, key: step.key } });
  else if (step.kind === 'truth') {
    setPhoto(photo, { truth: null });
    letGoTruth(photo, view?.truth ?? null);
    addToast({ kind: 'error', message: wire.message, action: wire.action });
  } else if (step.kind === 'preview' && wire.code === 'photo.damaged') markDamaged(photo, 'failed', wire);
  else setPhoto(photo, { status: 'failed', error: wire, progress: null });
}

/** Retries what failed on a photo. */
export function retryPhoto(photo: PhotoHandle): void {
  failed.delete(photo);
  // If the result is there, its tiles failed.
  const status = photos.getState().byId[photo]?.status === 'done' ? 'done' : 'waiting';
  setPhoto(photo, { status, error: null });
  retryTiles();
  pump();
}

/** Repeats a failed measurement. */
export function measureAgain(photo: PhotoHandle): void {
  failed.delete(photo);
  setPhoto(photo, { scoring: null });
  pump();
}

export function forgetFailures(photo: PhotoHandle): void {
  failed.delete(photo);
}

function work({ photo, step, controller: { signal } }: Run): Promise<void> {
  const { draftSize } = view.getState();
  const { inference } = engineLook(photo);
  switch (step.kind) {
    case 'preview':
      return makePreview(photo, draftSize, signal);
    case 'smallDraft':
      return makeDraft(photo, { size: smallSize, key: step.key, inference, signal });
    case 'draft':
      return makeDraft(photo, { size: draftSize, key: step.key, inference, signal });
    case 'truth':
      return fetchTruth(photo, draftSize, signal);
    case 'measure':
      return measure(photo, step.key, signal);
    case 'idle':
      return Promise.resolve();
  }
}

async function makePreview(photo: PhotoHandle, size: number, signal: AbortSignal): Promise<void> {
  if (photos.getState().byId[photo]?.status === 'waiting') setPhoto(photo, { status: 'working' });
  await showCameras(photo, size, signal);
  const answer = await call('photos.preview', { photo, size }, { signal });
  const picture = await fetchPicture(photo, answer.picture, signal);
  const display = answer.display === null ? null : await fetchPicture(photo, answer.display, signal);
  setPixels(photo, { lowLight: { picture, size }, display });
  setOriginalThumb(photo, picture);
  if (answer.damage === undefined) markSound(photo);
  else markDamaged(photo, 'damaged', answer.damage);
}

/** A camera's own picture of a raw is there at once. It stands until the raw is developed. */
async function showCameras(photo: PhotoHandle, size: number, signal: AbortSignal): Promise<void> {
  if (summaryOf(photo)?.format !== 'raw' || pixelsOf(photo).lowLight !== null) return;
  const answer = await call('photos.cameraPicture', { photo, size }, { signal });
  if (answer === null) return;
  const picture = await fetchPicture(photo, answer.picture, signal);
  const display = answer.display === null ? null : await fetchPicture(photo, answer.display, signal);
  setPixels(photo, { lowLight: { picture, size: 0, isCameras: true }, display });
}

type DraftRequest = { size: number; key: string; inference: InferenceSettings; signal: AbortSignal };

async function makeDraft(photo: PhotoHandle, request: DraftRequest): Promise<void> {
  const { size, key, inference, signal } = request;
  setPhoto(photo, { status: 'working', progress: null, error: null });
  const watch = watchRate({ inference, summary: summaryOf(photo), size });
  const onProgress = (progress: CallProgress): void => {
    const { done, total } = progress;
    if (!signal.aborted && total > 1) setPhoto(photo, { progress: done / total });
    watch(progress);
  };
  const answer: CallOutput<'photos.draft'> = await call(
    'photos.draft',
    { photo, size, inference },
    { signal, onProgress },
  );
  const picture = await fetchPicture(photo, answer.picture, signal);
  const isSmall = size === smallSize;
  setPixels(photo, { enhanced: { picture, key, isSmall, inference } });
  const { provider, ms, notices } = answer;
  setPhoto(photo, {
    status: isSmall ? 'draft' : 'done',
    progress: null,
    ...(!isSmall && { ran: { provider, ms, notices, change: changeIn(photo, picture, inference) } }),
  });
  if (!isSmall) setResultThumb(photo, picture);
}

/** With a slider moved, a result that looks like the photo was asked for. */
function changeIn(photo: PhotoHandle, result: Picture, { controls }: InferenceSettings): Change {
  const { lowLight } = pixelsOf(photo);
  return lowLight === null || Object.keys(controls).length > 0 ? 'much' : changeOf(lowLight.picture, result);
}

async function fetchTruth(photo: PhotoHandle, size: number, signal: AbortSignal): Promise<void> {
  const truth = photos.getState().byId[photo]?.truth?.photo;
  if (truth === undefined) return;
  const answer = await call('photos.preview', { photo: truth, size }, { signal });
  // A partly readable truth cannot be used.
  if (answer.damage !== undefined) throw CandelaError.fromWire(answer.damage);
  setPixels(photo, {
    truth: { picture: await fetchPicture(truth, answer.picture, signal), photo: truth, size },
  });
}

function summaryOf(photo: PhotoHandle): PhotoSummary | undefined {
  return photos.getState().byId[photo]?.entry.summary;
}

async function measure(photo: PhotoHandle, key: string, signal: AbortSignal): Promise<void> {
  const truth = photos.getState().byId[photo]?.truth?.photo;
  if (truth === undefined) return;
  await rest(signal);
  setPhoto(photo, { scoring: { stage: 'measure', progress: null } });
  const input = { photo, truth, look: engineLook(photo) };
  const { inference } = input.look;
  const watch = watchRate({ inference, summary: summaryOf(photo), size: null });
  const onProgress = (progress: CallProgress): void => {
    const { stage, done, total } = progress;
    watch(progress);
    if (!signal.aborted && (stage === 'measure' || stage === 'inference'))
      setPhoto(photo, { scoring: { stage, progress: done / total } });
  };
  const scores = await call('photos.measure', input, { signal, onProgress });
  setPhoto(photo, { scores: { key, ...scores }, scoring: null });
}

function rest(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, restMs);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new DOMException('Another look came.', 'AbortError'));
    });
  });
}

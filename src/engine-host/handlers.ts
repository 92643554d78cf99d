import { defaultModel, toWire, type CallProgress, type EngineCalls, type JobFacts } from '@contract';
import { runtimeVersion, throttled, type Engine, type ModelEntry } from '@engine';
import type { CallContext, Handlers } from '@transport';
import { peakMegabytes } from './peakMemory';

/** The engine's answers to the calls of the main process and of the page, by the rows of the contract. */
export function handlersFor(engine: Engine): Handlers<EngineCalls> {
  const { previews } = engine;
  return {
    ...planningHandlers(engine),
    ...originalHandlers(engine),
    ...lessonHandlers(engine),
    ...evaluateHandlers(engine),
    'photo.inspect': ({ photo }, { signal }) => previews.inspect(photo, { signal }),
    'photo.picture': ({ photo, look }, context) => previews.picture({ ...photo, ...look }, calmly(context)),
    'photo.thumbnail': ({ photo, size }, { signal }) => previews.thumbnail({ ...photo, size }, { signal }),
    'photo.enhance': ({ job, settings, priority, shown }, { signal, onProgress }) => {
      const onKnown = (known: JobFacts): void => {
        onProgress({ known });
      };
      return engine.enhance(job, settings, { signal, priority, shown, onProgress, onKnown });
    },
    'photo.forget': ({ path }) => {
      previews.forget(path);
      return {};
    },
    'photos.draft': ({ photo, ...input }, context) => previews.draft({ ...photo, ...input }, calmly(context)),
    'photos.tile': ({ photo, ...input }, { signal }) => previews.tile({ ...photo, ...input }, { signal }),
    'photos.measure': ({ photo, truth, look }, context) =>
      previews.measure({ ...photo, truth, ...look }, calmly(context)),
    'photos.clipping': ({ photo, look }, { signal }) => previews.clipping({ ...photo, ...look }, { signal }),
    'models.list': async () => (await engine.models()).map(choiceOf),
    'models.find': async () =>
      (await engine.models()).map((entry) =>
        'card' in entry ? entry : { ...entry, error: entry.error.toWire() },
      ),
    'engine.runtime': async () => ({ runtime: `ONNX Runtime ${await runtimeVersion()}` }),
    'engine.peak': () => ({
      megabytes: peakMegabytes(process.resourceUsage().maxRSS, process.memoryUsage.rss()),
    }),
    'devices.list': async (_, { signal }) => {
      const reports = await engine.devices({ signal });
      return reports.map((report) => ({ type: 'device' as const, ...report }));
    },
  };
}

/** Photos before a network sees them. */
function originalHandlers({ previews }: Engine) {
  return {
    'photos.preview': ({ photo, size }, { signal }) => previews.preview({ ...photo, size }, { signal }),
    'photos.cameraPicture': ({ photo, size }, { signal }) =>
      previews.cameraPicture({ ...photo, size }, { signal }),
  } satisfies Partial<Handlers<EngineCalls>>;
}

function lessonHandlers(engine: Engine) {
  return { ...trainingHandlers(engine), ...learnHandlers(engine) };
}

/** What lies inside of the networks, for the lessons. */
function learnHandlers({ previews }: Engine) {
  const { probe } = previews;
  return {
    'photos.seam': ({ photo, ...rest }, { signal }) => previews.seam({ ...photo, ...rest }, { signal }),
    'photos.explain': ({ photo, ...rest }, { signal }) => previews.explain({ ...photo, ...rest }, { signal }),
    'network.layers': (input, { signal }) => probe.layers(input, { signal }),
    'network.maps': (input, { signal }) => probe.maps(input, { signal }),
    'network.pixel': (input, { signal }) => probe.pixel(input, { signal }),
    'network.kernels': (input, { signal }) => probe.kernels(input, { signal }),
    'network.attention': (input, { signal }) => probe.attention(input, { signal }),
    'network.release': async () => {
      await previews.release();
      return {};
    },
  } satisfies Partial<Handlers<EngineCalls>>;
}

/** Pictures against their ground truths. */
function evaluateHandlers({ comparisons }: Engine) {
  return {
    'photos.compare': (input, context) => comparisons.score(input, calmly(context)),
    'engine.lpips': async (_, { signal }) => ({ sha256: await comparisons.lpips({ signal }) }),
    'photos.errorMap': (input, context) => comparisons.errorMap(input, calmly(context)),
    'photos.judged': (input, context) => comparisons.judged(input, calmly(context)),
    'photo.evaluated': (input, context) => comparisons.thumbnail(input, calmly(context)),
  } satisfies Partial<Handlers<EngineCalls>>;
}

/** What is asked of many photos before the first one is enhanced. */
function planningHandlers(engine: Engine) {
  return {
    'raw.developers': (_, { signal }) => engine.developers({ signal }),
    'file.sniff': ({ path }, { signal }) => engine.sniff(path, { signal }),
    'file.isOwnResult': ({ path }, { signal }) => engine.isOwnResult(path, { signal }),
    'file.copy': (files, { signal }) => engine.copy(files, { signal }),
    'file.exposure': ({ photo: { path, page } }, { signal }) => engine.exposure(path, { page, signal }),
    'photo.tones': ({ photo, look }, { signal }) => engine.previews.tones({ ...photo, ...look }, { signal }),
    'photo.survey': ({ photo: { path, page } }, { signal }) => engine.survey(path, { page, signal }),
  } satisfies Partial<Handlers<EngineCalls>>;
}

/** Networks in training. */
function trainingHandlers({ training }: Engine) {
  return {
    'train.create': (input, { signal }) => training.create(input, { signal }),
    'train.run': (input, { signal }) => training.run(input, { signal }),
    'train.rewind': (input, { signal }) => training.rewind(input, { signal }),
    'train.export': (input, { signal }) => training.export(input, { signal }),
    'train.free': async ({ run }) => {
      await training.free(run);
      return {};
    },
  } satisfies Partial<Handlers<EngineCalls>>;
}

function calmly({ signal, onProgress }: CallContext<CallProgress>): CallContext<CallProgress> {
  return { signal, onProgress: throttled(onProgress) };
}

function choiceOf(entry: ModelEntry) {
  const { id } = entry;
  const known = 'card' in entry ? { card: entry.card } : { error: toWire(entry.error, id) };
  return { id, isDefault: id === defaultModel, ...known };
}

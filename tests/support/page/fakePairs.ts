/** @file Comparisons with ground truths, as the stand-in for the main process answers them. */
import type { CallInput, ContinuedComparison, PhotoEntry, Reproduction, WireError } from '@contract';
import { applyBaseline, errorMap, mapLegends, type Raster } from '@core';
import type { Handlers } from './fakeBatchCalls';
import { named, photoOf } from './fakeLibrary';
import { enhanced, keep, load, type Pixels } from './fakePixels';

const names = ['street', 'landscape', 'animal', 'room'];
/** Scores are taken of small copies. */
const edge = 320;

const otherSize: WireError = {
  code: 'truth.otherSize',
  message: 'cut.jpg is 1601 × 2400 pixels, but the ground truth cut.jpg is 1600 × 2400.',
  action: 'Choose the ground truth of this photo, uncropped and at full size.',
};

/** The folders `low` and `high`, and `manyLow` and `manyHigh` with 2000 pictures each; anything else is a single file. */
export function fakeSet(name: string, index: number): PhotoEntry[] {
  const id = (0x20_0000 + index).toString(16).padStart(32, '0');
  const picture = (of: string, as: string): PhotoEntry => {
    const { photo } = named(of).entry;
    return { photo, name: as, set: { id, name } };
  };
  if (name === 'low' || name === 'samples')
    return [...names.map((one) => picture(`${one}.jpg`, `${one}.jpg`)), picture('cut.jpg', 'cut.jpg')];
  if (name === 'high' || name === 'truth')
    return [
      ...names.map((one) => picture(`${one}-truth.jpg`, `${one}.jpg`)),
      picture('torn.jpg', 'cut.jpg'),
      picture('many 1.jpg', 'alone.jpg'),
    ];
  const many = (from: number, as: string): PhotoEntry[] =>
    Array.from({ length: 2000 }, (_, at) => picture(`many ${from + at}.jpg`, `${as} ${at}.jpg`));
  if (name === 'manyLow') return many(10_000, 'dark');
  if (name === 'manyHigh') return many(20_000, 'bright');
  return [picture(name, name)];
}

const reproduction: Reproduction = {
  command: 'candela compare --truth …/pairs/high --low …/pairs/low --model candela --baselines nothing',
  isExact: true,
  ...{ candela: '0.1.0', runtime: 'ONNX Runtime 1.30.0', machine: 'Electron 45, Node 24, linux, CPU × 2' },
  models: [{ id: 'candela', version: '1.0.0', sha256: 'ab'.repeat(32) }],
  ...{ pairs: 5, pictures: 'cd'.repeat(32) },
};

function raster(pixels: Pixels): Raster {
  return { ...pixels, channels: 3 };
}

type Question = Pick<CallInput<'photos.compare'>, 'photo' | 'truth' | 'treatment' | 'crop'>;

async function pictureOf({ photo, truth, treatment }: Question, size: number): Promise<Pixels> {
  const found = photoOf(photo);
  // The photo that is cut has no pixels of its own here.
  const source = found.source === '' ? photoOf(truth).source : found.source;
  const own = await load(source, size);
  if (treatment.by === 'model') return enhanced(await load(found.truth ?? source, size), treatment.inference);
  if (treatment.by !== 'baseline') return own;
  return { ...own, data: Uint8Array.from(applyBaseline(treatment.baseline, raster(own)).data) };
}

/** Both pictures. The photo `cut.jpg` has another size than its truth. */
async function pairOf(question: Question, size = edge) {
  if (question.crop === 'none' && isOdd(question)) throw new Refused(otherSize);
  const [own, truth] = [await pictureOf(question, size), await load(photoOf(question.truth).source, size)];
  return { distorted: raster(own), reference: raster(truth) };
}

function isOdd({ photo, truth }: Pick<Question, 'photo' | 'truth'>): boolean {
  return [photo, truth].some((one) => photoOf(one).entry.name === 'cut.jpg');
}

/** PSNR and the gain of the means. The other figures follow from it: the page's policy forbids the WebAssembly of the real ones. */
function compared(own: Raster['data'], truth: Raster['data']): { psnr: number; gain: number } {
  let [squares, ownSum, truthSum] = [0, 0, 0];
  for (const [at, value] of own.entries()) {
    squares += (value - (truth[at] ?? 0)) ** 2;
    ownSum += value;
    truthSum += truth[at] ?? 0;
  }
  const mean = squares / own.length / 255 ** 2;
  return { psnr: mean === 0 ? 60 : -10 * Math.log10(mean), gain: truthSum / Math.max(1, ownSum) };
}

/** @param opened names that the next dialog gives */
export function pairHandlers(
  opened: () => readonly string[],
): Pick<
  Handlers,
  | 'pairs.open'
  | 'pairs.samples'
  | 'photos.compare'
  | 'photos.errorMap'
  | 'photos.judged'
  | 'evaluation.report'
  | 'evaluation.reproduce'
  | 'evaluation.keep'
  | 'evaluation.kept'
  | 'evaluation.continue'
  | 'evaluation.forget'
> {
  let kept: CallInput<'evaluation.keep'> | null = null;
  const scores: ContinuedComparison['measured'] = [];
  return {
    'pairs.open': () => Promise.resolve(opened().flatMap(fakeSet)),
    'pairs.samples': () => Promise.resolve(['samples', 'truth'].flatMap(fakeSet)),
    'photos.compare': async (question) => {
      const { distorted, reference } = await pairOf(question);
      const { psnr, gain } = compared(distorted.data, reference.data);
      const result: ContinuedComparison['measured'][number]['result'] = {
        scores: {
          ...{ psnr, ssim: psnr / 50, psnrGtMean: psnr + 3, ssimGtMean: psnr / 45 },
          ...{ deltaE: 60 - psnr, flip: 1 - psnr / 60 },
        },
        ...{
          gain,
          remarks: isOdd(question) ? ['cropped'] : [],
          width: distorted.width,
          height: distorted.height,
        },
        ...(question.treatment.by === 'model' ? { ms: 40, provider: 'cpu' } : { ms: null, provider: null }),
      };
      const { photo, truth, treatment } = question;
      scores.push({ photo, truth, treatment, result });
      return result;
    },
    'evaluation.keep': (choice) => {
      kept = choice;
      return Promise.resolve({});
    },
    'evaluation.kept': () =>
      Promise.resolve(
        kept && {
          ...{ at: '2026-01-31T12:00:00.000Z', sets: kept.sets.map(({ name }) => name) },
          ...{ pairs: kept.pairs, pictures: kept.pictures, measured: scores.length },
        },
      ),
    'evaluation.continue': () => {
      if (kept === null) return Promise.resolve(null);
      const { sets, pairing, mends, crop, chosen } = kept;
      return Promise.resolve({
        ...{ pairing, mends, crop, chosen, measured: scores },
        sets: sets.map(({ name, role, photos }, at) => ({
          ...{ id: (0x30_0000 + at).toString(16).padStart(32, '0'), name, role },
          pictures: fakeSet(name, at).filter(({ photo }) => photos.includes(photo)),
        })),
      });
    },
    'evaluation.forget': () => {
      kept = null;
      return Promise.resolve({});
    },
    'evaluation.report': () => Promise.resolve({ name: 'Evaluation.html', folder: 'Documents' }),
    'evaluation.reproduce': () => Promise.resolve(reproduction),
    'photos.judged': async ({ show, size, ...question }) => {
      const { distorted, reference } = await pairOf(question, size);
      const { width, height, data } = show === 'truth' ? reference : distorted;
      return { picture: keep({ width, height, data: Uint8Array.from(data) }) };
    },
    'photos.errorMap': async ({ kind, size, ...question }) => {
      const { data, ...map } = errorMap(kind, await pairOf(question), { size, report: () => undefined });
      return { picture: keep({ ...map, data }), legend: mapLegends[kind] };
    },
  };
}

/** A failure that is thrown, for the bridge to answer with. */
export class Refused extends Error {
  constructor(readonly wire: WireError) {
    super(wire.message);
  }
}

/**
 * @file A stand-in for the engine's process: it keeps the contract, computes nothing, and does on demand what a real one does on a bad
 * day. What it does is told by the name of the photo: `crash…`, `hang…` (answers no cancel), `run…` (hears nothing for 600 ms, as in a
 * run of a network), `slow…` (answers cancels), `late…` (reports a written result 600 ms later), `bad…` (an answer that is none), `refuse…` (until its file says `repaired`), `full…` (a disk without room), `fatal…` and `room…` (a crash and a full disk, but only when they are enhanced), `bright…` (well lit), `series-2…` (the second
 * frame of a series, brighter than the first), `long…` (enhancing it
 * answers cancels alone, until its file says `repaired`), `damaged…`
 * (only its preview is answered, with what is wrong); `scan…` has three pages, each 64 pixels wider and 20 brighter than the one before.
 */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  CandelaError,
  engineCalls,
  HostRequest,
  signatureSide,
  surveyBins,
  withoutPaths,
  type CallProgress,
  type EngineCallOutput,
  type HostReply,
} from '@contract';
import { identifyFile } from '@disk';
import { testCard } from './models';

const size = { width: 64, height: 48 };
const waiting = new Set<string>();

const send = (reply: HostReply): void => {
  process.send?.(reply);
};

function picture(level: number, { width, height } = size) {
  return { width, height, data: new Uint8Array(width * height * 3).fill(level) };
}

const damage = { code: 'photo.damaged', message: 'It is damaged.', action: 'Copy it again.' };

const timings = { decodeMs: 1, inferenceMs: 2, encodeMs: 1, totalMs: 4 };

async function enhance(input: unknown) {
  const { job } = engineCalls['photo.enhance'].input.parse(input);
  await mkdir(dirname(job.output), { recursive: true });
  const page = job.page === undefined ? '' : `, page ${job.page}`;
  const text = `enhanced ${basename(job.input)}${page}`;
  await writeFile(job.output, text);
  if (basename(job.input).startsWith('late')) await delay(600);
  return {
    output: job.output,
    written: { size: text.length, sha256: createHash('sha256').update(text).digest('hex') },
    status: 'done',
    provider: 'cpu',
    megapixels: 0.1,
    timings,
    notices: [],
  };
}

const pages = 3;

function pageOf(input: unknown): number {
  return Number(/"page":(\d+)/.exec(JSON.stringify(input))?.[1] ?? 1);
}

function inspect(input: unknown) {
  const page = pageOf(input);
  const hasPages = photoOf(input).startsWith('scan');
  const rest = { format: 'jpeg', bits: 8, isGrey: false, exposure: { iso: 800 } };
  return { ...size, width: size.width * page, ...rest, ...(hasPages && { page, pages }) };
}

/** Photos whose names begin with `bright` are. */
function survey(input: unknown) {
  const level = photoOf(input).startsWith('bright') ? 0.8 : 0.1;
  const light = { median: level, mean: level };
  const histogram = Array<number>(surveyBins).fill(1 / surveyBins);
  const signature = Array.from({ length: signatureSide ** 2 }, (_, index) => (level * (index % 7)) / 7);
  const frame = frameOf(input);
  const exposure = { iso: 800, ...(frame > 0 && { taken: `2026-01-01T10:00:0${frame}` }) };
  return { ...size, light: { ...light, histogram, signature }, exposure };
}

/** The number of a frame of a series. 0: it is none. */
function frameOf(input: unknown): number {
  return Number(/^series-(\d)/.exec(photoOf(input))?.[1] ?? 0);
}

/** One level for the whole picture. */
function tones(input: unknown) {
  const shares = Array<number>(256).fill(0);
  shares[60 + 20 * frameOf(input)] = 1;
  return { tones: [shares, shares, shares] };
}

async function copy(input: unknown): Promise<EngineCallOutput<'file.copy'>> {
  const files = engineCalls['file.copy'].input.parse(input);
  await mkdir(dirname(files.output), { recursive: true });
  await copyFile(files.input, files.output);
  const { size, sha256 } = await identifyFile(files.output);
  return { path: files.output, size, sha256 };
}

/** Each network has its own PSNR; pictures that nobody made equal their truths. */
function compare(input: unknown): EngineCallOutput<'photos.compare'> {
  const { treatment } = engineCalls['photos.compare'].input.parse(input);
  const psnr = treatment.by === 'model' ? 20 : treatment.by === 'baseline' ? 10 : null;
  return {
    scores: { psnr, ssim: 0.5, psnrGtMean: 21, ssimGtMean: 0.6, deltaE: 4, flip: 0.25 },
    ...{ gain: 1.25, remarks: [], width: 600, height: 400 },
    ...(treatment.by === 'model' ? { ms: 12, provider: 'cpu' } : { ms: null, provider: null }),
  };
}

const model = { id: 'candela', folder: '/models/candela', card: { ...testCard('control'), id: 'candela' } };

const answers: Record<string, (input: unknown) => unknown> = {
  'photo.inspect': inspect,
  'photos.preview': (input) => ({
    picture: picture(20 * pageOf(input)),
    display: null,
    ...(photoOf(input).startsWith('damaged') && { damage }),
  }),
  'photos.draft': () => ({ picture: picture(120), provider: 'cpu', ms: 5, notices: [] }),
  'photos.tile': () => picture(60),
  'photo.enhance': enhance,
  'photo.picture': () => ({ png: new Uint8Array(8) }),
  'photo.survey': survey,
  'photo.tones': tones,
  'photo.thumbnail': () => ({
    ...{ webp: new Uint8Array(8), width: 4, height: 3, median: 0.1, isDamaged: false },
  }),
  'file.copy': copy,
  'file.isOwnResult': () => false,
  'models.find': () => (process.env.FAKE_HOST === 'models' ? [model] : []),
  'engine.lpips': () => ({ sha256: null }),
  'engine.runtime': () => ({ runtime: 'ONNX Runtime 1.2.3' }),
  'photos.compare': compare,
  'photo.evaluated': () => ({ webp: new Uint8Array(8), width: 4, height: 3 }),
  'models.list': () => [],
  'devices.list': () => [],
  'photo.forget': () => ({}),
};

function pathOf(input: unknown): string {
  return /"(?:path|input)":"([^"]+)"/.exec(JSON.stringify(input))?.[1] ?? '';
}

function photoOf(input: unknown): string {
  return basename(pathOf(input));
}

async function isRepaired(input: unknown): Promise<boolean> {
  const path = pathOf(input);
  // Some photos of the tests are names alone.
  return (await readFile(path, 'utf8').catch(() => '')) === 'repaired';
}

const begun: CallProgress = { stage: 'inference', done: 1, total: 4 };

function value(id: string, given: unknown): HostReply {
  return { kind: 'answer', id, answer: { ok: true, value: given } };
}

function failure(id: string, error: CandelaError): HostReply {
  return { kind: 'answer', id, answer: { ok: false, error: error.toWire() } };
}

function aborted(id: string): HostReply {
  return { kind: 'answer', id, answer: { ok: false, aborted: true } };
}

/** Photos that misbehave only when they are enhanced, and how. */
const whenEnhanced = Object.entries({ fatal: 'crash', room: 'full', long: 'slow' });

async function behaviourOf(name: string, input: unknown): Promise<string> {
  const photo = photoOf(input);
  if (name !== 'photo.enhance') return photo;
  const [, instead = photo] = whenEnhanced.find(([start]) => photo.startsWith(start)) ?? [];
  return instead === 'slow' && (await isRepaired(input)) ? '' : instead;
}

async function answer(id: string, name: string, input: unknown): Promise<void> {
  const photo = await behaviourOf(name, input);
  if (photo.startsWith('crash')) process.exit(7);
  if (photo.startsWith('hang')) return;
  if (photo.startsWith('run')) {
    send({ kind: 'run', state: 'begun' });
    send({ kind: 'progress', id, progress: begun });
    setTimeout(() => {
      send({ kind: 'run', state: 'ended' });
      send(aborted(id));
    }, 600);
    return;
  }
  if (photo.startsWith('slow')) {
    waiting.add(id);
    send({ kind: 'progress', id, progress: begun });
    return;
  }
  if (photo.startsWith('full')) {
    send({ kind: 'progress', id, progress: { known: { megapixels: 24, provider: 'cpu' } } });
    send(failure(id, new CandelaError('output.noSpace', { file: photo })));
  } else if (photo.startsWith('bad')) send(value(id, { nonsense: true }));
  else if (pageOf(input) > (photo.startsWith('scan') ? pages : 1))
    send(
      failure(id, new CandelaError('photo.noPage', { file: photo, pages: '3 pages', page: pageOf(input) })),
    );
  else if (photo.startsWith('refuse') && !(await isRepaired(input))) {
    send(failure(id, withoutPaths(new CandelaError('photo.empty', { file: pathOf(input) }))));
  } else send(value(id, await answers[name]?.(input)));
}

function stop(): void {
  if (process.env.FAKE_HOST === 'deaf') return;
  process.stderr.write('put everything away\n');
  process.exit(0);
}

process.on('message', (message) => {
  const request = HostRequest.parse(message);
  if (request.kind === 'stop') stop();
  else if (request.kind === 'cancel') {
    if (waiting.delete(request.id)) send(aborted(request.id));
  } else void answer(request.id, request.name, request.input);
});
process.on('disconnect', () => process.exit(0));
if (process.env.FAKE_HOST === 'broken') {
  process.stderr.write('libdoom.so: cannot open shared object file\n');
  process.exit(3);
}
send({ kind: 'ready' });

import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelCard, TrainSettings } from '@contract';
import { convLayers, networks, reachOf } from '@core';
import { exists, fileFailure } from '@disk';
import { exportedModel } from './exportGraph';

/** A network that is to become a model. */
export type Finished = {
  readonly settings: TrainSettings;
  readonly weights: Float32Array;
  readonly steps: number;
  readonly rate: number;
  readonly source: 'own' | 'samples';
  /** Names of the photos, without folders. */
  readonly photos: readonly string[];
  /** Of the crop that was held out, dB: dark, and as the network gives it. */
  readonly psnr: { readonly dark: number; readonly result: number };
};

/**
 * Writes a model's folder into the last of these folders, which is the person's own. The card comes last, because a folder without
 * one is no model.
 * @returns the model's id
 * @throws CandelaError `output.…`
 */
export async function exportModel(
  folders: readonly string[],
  name: string,
  finished: Finished,
): Promise<string> {
  const own = folders.at(-1);
  if (own === undefined) throw new Error('There is no folder for models.');
  const id = await freeId(folders, name);
  const folder = join(own, id);
  const file = exportedModel(finished.settings, finished.weights);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'model.onnx'), file);
    await writeFile(
      join(folder, 'card.json'),
      `${JSON.stringify(cardOf({ id, name, file }, finished), undefined, 2)}\n`,
    );
    return id;
  } catch (error) {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    throw fileFailure(error, { file: folder, act: 'write' });
  }
}

/** An id from the name, with a number if that is taken. */
async function freeId(folders: readonly string[], name: string): Promise<string> {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 56);
  const stem = plain === '' ? 'mine' : plain;
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? stem : `${stem}-${number}`;
    const taken = await Promise.all(folders.map((folder) => exists(join(folder, id))));
    if (!taken.includes(true)) return id;
  }
}

const bytes = { layout: 'NHWC', type: 'uint8', range: [0, 255] } satisfies Partial<ModelCard['output']>;
const floats = { layout: 'NHWC', type: 'float32', range: [0, 1] } satisfies Partial<ModelCard['output']>;
const anySize = { size: 'any', multipleOf: 1 } as const;

function cardOf(
  { id, name, file }: { id: string; name: string; file: Uint8Array },
  finished: Finished,
): ModelCard {
  const network = networks[finished.settings.network];
  const { before, after } = reachOf(network);
  const channels = convLayers(network).reduce((sum, { outputs }) => sum + outputs, 0);
  return {
    schema: 1,
    id,
    name,
    version: '1.0.0',
    summary: summaryOf(finished),
    file: 'model.onnx',
    sha256: createHash('sha256').update(file).digest('hex'),
    licence: finished.source === 'own' ? 'yours' : 'as its photos, see NOTICE.md',
    usableCommercially: true,
    trainedOn: trainedOn(finished),
    input: { name: 'image', ...bytes, ...anySize },
    output: { name: 'result', ...bytes },
    input16: { name: 'image16', ...floats, ...anySize },
    output16: { name: 'result16', ...floats },
    controls: [],
    tile: { size: 512, overlap: Math.max(before, after) },
    // All feature maps at once, which the runtime never needs.
    bytesPerPixel: 4 * (channels + 16),
    measured: measuredOf(finished),
    cannot: cannotOf(finished),
  };
}

/** The settings as they are written in a sentence. */
const said = {
  sgd: 'SGD',
  momentum: 'momentum',
  rmsProp: 'RMSProp',
  adam: 'Adam',
  mse: 'mean squared error',
  mae: 'mean absolute error',
  charbonnier: 'Charbonnier',
  ssim: 'absolute error and SSIM',
  relu: 'ReLU',
  leakyRelu: 'leaky ReLU',
  tanh: 'tanh',
  sigmoid: 'sigmoid',
  zeros: 'all zero',
  normal: 'random normal',
  uniform: 'random uniform',
  xavier: 'Xavier',
  he: 'He',
} as const;

function summaryOf({ settings, steps, rate }: Finished): string {
  const { network, optimiser, loss, batch, side, start, activation, seed } = settings;
  const kind = network === 'notes' ? 'the network of the lecture notes' : 'three convolutions';
  return `Trained here: ${kind}, ${steps} steps of ${said[optimiser]} at ${rate} on batches of ${batch} crops of ${side} px; loss ${said[loss]}, activation ${said[activation]}, start ${said[start]}, seed ${seed}.`;
}

function trainedOn({ source, photos, settings }: Finished): ModelCard['trainedOn'] {
  const { factor, noise } = settings.darkening;
  const note = `darkened: V × ${factor}, noise: ${noise}`;
  return source === 'own'
    ? photos.map((name) => ({ name, licence: 'yours', note }))
    : photos.map((name) => ({ name: `Candela’s sample ${name}`, licence: 'see NOTICE.md', note }));
}

function measuredOf({ psnr }: Finished): ModelCard['measured'] {
  if (!Number.isFinite(psnr.result)) return [];
  const note = `one crop; untouched: ${psnr.dark.toFixed(2)} dB`;
  return [
    { set: 'a crop held out while training', metric: 'psnr', value: Number(psnr.result.toFixed(3)), note },
  ];
}

function cannotOf({ settings }: Finished): string[] {
  const { factor } = settings.darkening;
  const gain = Number((1 / factor).toFixed(1));
  return [
    `It learned one fixed darkening (V × ${factor}) and brightens everything by about ${gain}, a well-lit photo included.`,
    'It does not look at the whole photo, so it does not know how dark it is.',
    'It was trained on few photos for a short time.',
  ];
}

import type { TrainActivation, TrainLook, TrainSettings } from '@contract';
import { convLayers, networks, parametersOf, psnr, type ConvLayer } from '@core';
import { asRun } from '../model/runs';
import { createSession, loadRuntime, type Session } from '../model/runtime';
import { fromPlanes, toPlanes, type Rgb8 } from './CropSource';
import { distribution, limitFor } from './distribution';
import { layerOutput, lookModel } from './graphs';
import { valuesOf } from './StepSession';

/** A unit of tanh or sigmoid this near to an end of its range learns next to nothing. */
const saturation = 0.01;

type Learned = { readonly step: number; readonly weights: Float32Array; readonly gradient: Float32Array };

/** Shows what a network does with the crop that is held out. It runs on the CPU, because its result is to be the same everywhere. */
export class LookSession {
  readonly #dark: Float32Array;

  private constructor(
    private readonly session: Session,
    private readonly settings: TrainSettings,
    private readonly pair: { dark: Rgb8; truth: Rgb8 },
  ) {
    this.#dark = new Float32Array(pair.dark.data.length);
    toPlanes(pair.dark, this.#dark);
  }

  /** Throws the runtime's errors. */
  static async open(settings: TrainSettings, pair: { dark: Rgb8; truth: Rgb8 }): Promise<LookSession> {
    return new LookSession(await createSession(lookModel(settings), 'cpu'), settings, pair);
  }

  /** Throws the runtime's errors. */
  async look({ step, weights, gradient }: Learned): Promise<TrainLook> {
    const { Tensor } = await loadRuntime();
    const { width, height } = this.pair.dark;
    const feeds = {
      dark: new Tensor('float32', this.#dark, [1, 3, height, width]),
      weights: new Tensor('float32', weights, [weights.length]),
    };
    const found = await asRun(() => this.session.run(feeds));
    const layers = convLayers(networks[this.settings.network]);
    const outputs = layers.map(({ name }) => valuesOf(found[layerOutput(name)]));
    const result = outputs.at(-1) ?? new Float32Array();
    const picture = fromPlanes(result, { width, height });
    return {
      step,
      picture,
      psnr: result.every(Number.isFinite) ? decibels(picture, this.pair.truth) : null,
      ...inside(layers, { weights, gradient, outputs, activation: this.settings.activation }),
    };
  }

  release(): Promise<void> {
    return this.session.release();
  }
}

/** PSNR of 8-bit pictures. Null: they are equal. */
export function decibels(picture: Rgb8, truth: Rgb8): number | null {
  const value = psnr({ raster: { ...picture, channels: 3 } }, { ...truth, channels: 3 });
  return Number.isFinite(value) ? value : null;
}

type Inside = {
  readonly weights: Float32Array;
  readonly gradient: Float32Array;
  readonly outputs: readonly Float32Array[];
  readonly activation: TrainActivation;
};

function inside(layers: readonly ConvLayer[], { weights, gradient, outputs, activation }: Inside) {
  let from = 0;
  const parts = layers.map((layer, index) => {
    const counts = parametersOf(layer);
    // Biases are few and begin at zero, so the histograms show the weights alone.
    const [start, end] = [from, from + counts.weights];
    from = end + counts.biases;
    return {
      layer,
      weights: weights.subarray(start, end),
      gradients: gradient.subarray(start, end),
      activations: outputs[index] ?? new Float32Array(),
    };
  });
  const limits = {
    weights: limitFor(parts.map((part) => part.weights)),
    gradients: limitFor(parts.map((part) => part.gradients)),
    activations: limitFor(parts.map((part) => part.activations)),
  };
  return {
    limits,
    layers: parts.map(({ layer, ...part }) => ({
      name: layer.name,
      inputs: layer.inputs,
      units: layer.outputs,
      dead: deadUnits(part.activations, layer.outputs, activation),
      weights: distribution(part.weights, limits.weights),
      gradients: distribution(part.gradients, limits.gradients),
      activations: distribution(part.activations, limits.activations),
    })),
  };
}

/** How many of a layer's units say the same everywhere: nothing at all, or as much as they can. */
function deadUnits(output: Float32Array, units: number, activation: TrainActivation): number {
  const each = output.length / units;
  let dead = 0;
  for (let unit = 0; unit < units; unit += 1)
    if (output.subarray(unit * each, (unit + 1) * each).every(isStuck[activation])) dead += 1;
  return dead;
}

const isStuck: Readonly<Record<TrainActivation, (value: number) => boolean>> = {
  relu: (value) => value === 0,
  // It passes a little on below zero, so no unit is ever stuck.
  leakyRelu: () => false,
  tanh: (value) => Math.abs(value) > 1 - saturation,
  sigmoid: (value) => value < saturation || value > 1 - saturation,
};

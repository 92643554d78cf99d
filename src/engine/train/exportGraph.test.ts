import { describe, expect, it } from 'vitest';
import { convLayers, networks, seeded } from '@core';
import { createSession, loadRuntime } from '../model/runtime';
import { exportedModel } from './exportGraph';
import { layerOutput, lookModel } from './graphs';
import { startWeights } from './initialise';
import { valuesOf } from './StepSession';

const size = { width: 37, height: 29 };
const pixels = size.width * size.height;

/** A photo with channels last, and the same in planes. */
function photo(): { last: Float32Array; planes: Float32Array } {
  const random = seeded(5);
  const last = Float32Array.from({ length: 3 * pixels }, () => random.uniform());
  const planes = last.map((_, at) => last[(at % pixels) * 3 + Math.floor(at / pixels)]!);
  return { last, planes };
}

describe('an exported network', () => {
  const cases = (['notes', 'small'] as const).flatMap((network) =>
    (['relu', 'leakyRelu', 'tanh', 'sigmoid'] as const).map((activation) => ({ network, activation })),
  );

  it.each(cases)('gives what the trainer’s own graph gives: $network, $activation', async (settings) => {
    const { Tensor } = await loadRuntime();
    const weights = startWeights({ ...settings, start: 'xavier', seed: 3 });
    const { last, planes } = photo();
    const trainer = await createSession(lookModel(settings), 'cpu');
    const name = layerOutput(convLayers(networks[settings.network]).at(-1)!.name);
    const found = await trainer.run({
      dark: new Tensor('float32', planes, [1, 3, size.height, size.width]),
      weights: new Tensor('float32', weights, [weights.length]),
    });
    const wanted = valuesOf(found[name]).map((value) => Math.min(1, Math.max(0, value)));
    const model = await createSession(exportedModel(settings, weights), 'cpu');
    const answer = await model.run({
      image: new Tensor('uint8', new Uint8Array(3), [1, 1, 1, 3]),
      image16: new Tensor('float32', last, [1, size.height, size.width, 3]),
    });
    expect(answer.result!.dims).toEqual([1, 1, 1, 3]);
    expect(answer.result16!.dims).toEqual([1, size.height, size.width, 3]);
    const given = valuesOf(answer.result16);
    let most = 0;
    for (const [at, value] of wanted.entries())
      most = Math.max(most, Math.abs(value - given[(at % pixels) * 3 + Math.floor(at / pixels)]!));
    expect(most).toBeLessThan(1e-5);
    expect(wanted.some((value) => value > 0.05 && value < 0.95)).toBe(true);
    await Promise.all([trainer.release(), model.release()]);
  });
});

import type { Raster } from '@core';
import { asRun } from './runs';
import { loadRuntime } from './runtime';
import { dimsOf, tensorData, toTensor, type Ends, type TensorData } from './tensor';
import { feedsFor, type OpenSession } from './TileRunner';

/** A tensor's values in the runtime's own type. */
export type RawTensor = { shape: readonly number[]; data: TensorData };

export type RawRequest = {
  raster: Raster;
  /** The pair to use. */
  ends: Ends;
  thumbnail?: Raster;
  /** The photo's least difference of brightness, of 255. Absent: 1. */
  step?: number;
  controls: Readonly<Record<string, number>>;
  /** Extra outputs besides the picture. Names that the network lacks are left out. */
  outputs: readonly string[];
  /** Changes the input's values in place before the run. */
  prepare?: ((data: TensorData) => void) | undefined;
  /** Leaves out the batch axis, which the network refuses. */
  isWithoutBatch?: boolean;
};

/** One run that keeps all inputs and outputs unchanged. Throws the runtime's errors. */
export async function runOnce(
  open: OpenSession,
  { raster, ends, outputs, prepare, isWithoutBatch = false, ...spec }: RawRequest,
): Promise<{ input: RawTensor; outputs: ReadonlyMap<string, RawTensor> }> {
  const { Tensor } = await loadRuntime();
  const data = tensorData(ends.input.type, raster.width * raster.height * 3);
  toTensor(raster.data, data, ends.input);
  prepare?.(data);
  const whole = dimsOf(ends.input, raster);
  const shape = isWithoutBatch ? whole.slice(1) : whole;
  const feeds = feedsFor(open, { ends, spec, image: new Tensor(ends.input.type, data, shape), Tensor });
  const { session } = open;
  const known = [ends.output.name, ...outputs].filter((name) => session.outputNames.includes(name));
  const found = await asRun(() => session.run(feeds, known));
  const raw = Object.entries(found).flatMap(([name, tensor]): [string, RawTensor][] => {
    const values = tensor.data;
    return values instanceof Float32Array || values instanceof Uint8Array
      ? [[name, { shape: tensor.dims, data: values }]]
      : [];
  });
  return { input: { shape, data }, outputs: new Map(raw) };
}

/** @file A photo and networks to open up. */
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelCard } from '@contract';
import { place, type Place } from './engine';
import { testCard } from './models';
import { onnxModel, type Graph } from './onnx';
import { writeRaster } from './photos';
import { picture } from './previews';

export const shippedModels = join(import.meta.dirname, '../../models');

/** A photo in a model, its long edge at most `size`. */
export const subject = (path: string, model: string, size = 96) => ({
  photo: { path },
  size,
  model,
  controls: {},
});

/** An engine with the shipped networks, and a photo of 150 × 100. */
export async function learnScene(): Promise<{ at: Place; path: string; folder: string }> {
  const at = await place();
  const shipped = await place({ modelFolders: [shippedModels, at.models] });
  const path = join(shipped.folder, 'dark.png');
  await writeRaster(picture(150, 100), path);
  return { at: { ...shipped, models: at.models }, path, folder: shipped.folder };
}

/** Writes a network of one's own that takes 1 3 h w floats. */
export async function writeNetwork(
  models: string,
  graph: Graph,
  { id = 'own', ...change }: Partial<ModelCard> = {},
): Promise<string> {
  const file = onnxModel(graph);
  const planes = { layout: 'NCHW', type: 'float32', range: [0, 1] } as const;
  const card: ModelCard = {
    ...testCard('identity', file),
    id,
    sha256: createHash('sha256').update(file).digest('hex'),
    input: { name: 'image', ...planes, range: [0, 1], size: 'any', multipleOf: 1 },
    output: { name: 'result', ...planes, range: [0, 1] },
    ...change,
  };
  delete card.input16;
  delete card.output16;
  await mkdir(join(models, id), { recursive: true });
  await writeFile(join(models, id, 'model.onnx'), file);
  await writeFile(join(models, id, 'card.json'), JSON.stringify(card));
  return id;
}

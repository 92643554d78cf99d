/** @file Worker: decodes the pixels of a BMP. */
import { bmpLayout, isBmpProblem } from '../../photo/read/decoders/bmp/bmpLayout';
import { bmpSamples } from '../../photo/read/decoders/bmp/bmpSamples';
import { memorySource } from '../../photo/source';
import { bmpJob } from '../jobs';
import { serveJob } from '../serveJob';

void serveJob(bmpJob, ({ file }) => {
  const layout = bmpLayout(memorySource(file));
  // The header was read before the job was given.
  if (isBmpProblem(layout)) throw new Error(`a BMP without a sound header: ${layout.kind}`);
  const { width, height } = layout;
  return { width, height, ...bmpSamples(file, layout) };
});

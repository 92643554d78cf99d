/** @file Worker: reads what a camera raw says of itself. */
import { readFileSync } from 'node:fs';
import { LibRawFile, RawFailure } from '../../photo/read/decoders/raw/LibRawFile';
import { factsOf } from '../../photo/read/decoders/raw/rawFacts';
import { rawHeaderJob } from '../jobs';
import { serveJob } from '../serveJob';

void serveJob(rawHeaderJob, async ({ module, path, wantsPreview }) => {
  const file = await LibRawFile.start(module);
  try {
    file.open(readFileSync(path));
    return {
      facts: factsOf(file.metadata()),
      problem: null,
      preview: wantsPreview ? file.preview() : null,
    };
  } catch (error) {
    if (!(error instanceof RawFailure)) throw error;
    return { facts: null, problem: error.problem, preview: null };
  }
});

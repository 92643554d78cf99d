/** @file Worker: develops a camera raw. */
import { developRaw } from '../../photo/read/decoders/raw/developRaw';
import { LibRawFile, RawFailure } from '../../photo/read/decoders/raw/LibRawFile';
import { developRawJob } from '../jobs';
import { serveJob } from '../serveJob';

void serveJob(developRawJob, async ({ module, file: bytes, ...way }) => {
  const file = await LibRawFile.start(module);
  try {
    const { picture, problem } = developRaw(file, bytes, way);
    const { width, height, data } = picture;
    return {
      picture: { width, height, colours: data, problem: null },
      problem,
      hasPreview: problem !== null && file.preview() !== null,
    };
  } catch (error) {
    if (!(error instanceof RawFailure)) throw error;
    return { picture: null, problem: error.problem, hasPreview: file.preview() !== null };
  }
});

/** @file Worker: decodes the pixels of a HEIC. */
import { heifSamples } from '../../photo/read/decoders/heif/heifSamples';
import { openLibheif } from '../../photo/read/decoders/heif/libheif';
import { heifJob } from '../jobs';
import { serveJob } from '../serveJob';

void serveJob(heifJob, ({ module, ...request }) => heifSamples(openLibheif(module), request));

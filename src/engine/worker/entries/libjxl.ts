/** @file Worker: decodes the pixels of a JPEG XL. */
import { jxlSamples } from '../../photo/read/decoders/jxl/jxlSamples';
import { openVips } from '../../photo/read/decoders/jxl/vips';
import { jxlJob } from '../jobs';
import { serveJob } from '../serveJob';

void serveJob(jxlJob, (request) => jxlSamples(openVips(), request));

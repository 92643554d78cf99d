/** @file Worker: scores pictures against a ground truth. SSIM of 24 megapixels takes seconds. */
import { scorePair } from '@core';
import { scoreJob } from '../jobs';
import { serveJob } from '../serveJob';

void serveJob(scoreJob, ({ pictures, reference }, report) =>
  pictures.map((picture, index) =>
    scorePair(picture, reference, (done) => {
      report((index + done) / pictures.length);
    }),
  ),
);

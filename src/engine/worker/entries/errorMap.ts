/** @file Worker: draws where a pair differs. */
import { errorMap } from '@core';
import { errorMapJob } from '../jobs';
import { serveJob } from '../serveJob';

void serveJob(errorMapJob, ({ kind, size, ...pair }, report) => errorMap(kind, pair, { size, report }));

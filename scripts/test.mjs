// `npm test`: all checks and tests, on a fresh clone as well.
import { tests } from './parts.mjs';
import { runParts } from './runParts.mjs';
import { setUp } from './setup.mjs';

await setUp();
process.exitCode = await runParts(tests);

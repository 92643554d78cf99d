// `npm run test:e2e`: runs the tests that drive the app, after installing what they need.
import { appTests } from './parts.mjs';
import { runParts } from './runParts.mjs';
import { setUp } from './setup.mjs';

await setUp();
process.exitCode = await runParts([appTests]);

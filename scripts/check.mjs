// `npm run check`: all checks that need only Node.
import { checks } from './parts.mjs';
import { runParts } from './runParts.mjs';
import { setUp } from './setup.mjs';

await setUp();
process.exitCode = await runParts(checks);

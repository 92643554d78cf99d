// `npm run test:e2e`: runs the tests that drive the app, after installing what they need.
// `npm run test:e2e -- tests/e2e/x.test.ts` runs those files alone. Other arguments reach vitest as well.
import { appTests } from './parts.mjs';
import { runParts } from './runParts.mjs';
import { setUp } from './setup.mjs';

await setUp();
const command = [...appTests.command, ...process.argv.slice(2)];
process.exitCode = await runParts([{ ...appTests, command }]);

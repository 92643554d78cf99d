// `npm run soak`: kills a batch at random moments a thousand times and resumes it each time. About twenty minutes. `npm run soak -- 200`
// kills 200 times.
import { join } from 'node:path';
import { setUp } from './setup.mjs';
import { runChild } from './signals.mjs';
import { root } from './system.mjs';

const [kills = '1000'] = process.argv.slice(2);
await setUp();
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const args = [vitest, 'run', '--project', 'cli', 'tests/cli/killed.test.ts'];
const env = { ...process.env, CANDELA_KILLS: kills };
process.exitCode = await runChild(process.execPath, args, { cwd: root, stdio: 'inherit', env });

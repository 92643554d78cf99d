// `npm run soak`: kills a batch at random moments a thousand times and resumes it each time. About twenty minutes. `npm run soak -- 200`
// kills 200 times. It goes in rounds of 50 kills. A soak that is interrupted goes on after its last whole round.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setUp } from './setup.mjs';
import { runChild } from './signals.mjs';
import { root } from './system.mjs';

const most = 50;
const state = join(root, '.cache', 'soak.json');
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const kills = Number(process.argv[2] ?? 1000);

/** Another build is another soak. */
function begin(build) {
  const before = existsSync(state) ? JSON.parse(readFileSync(state, 'utf8')) : null;
  return before?.build === build ? before : { build, seed: Date.now() % 1e6, done: 0 };
}

await setUp();
const soak = begin(readFileSync(join(root, 'dist', '.candela-build'), 'utf8'));
mkdirSync(join(root, '.cache'), { recursive: true });
while (soak.done < kills) {
  const round = Math.min(most, kills - soak.done);
  const env = { ...process.env, CANDELA_KILLS: String(round), CANDELA_SEED: String(soak.seed + soak.done) };
  const args = [vitest, 'run', '--project', 'cli', 'tests/cli/killed.test.ts'];
  process.exitCode = await runChild(process.execPath, args, { cwd: root, stdio: 'inherit', env });
  if (process.exitCode !== 0) break;
  soak.done += round;
  writeFileSync(state, JSON.stringify(soak));
  process.stdout.write(`${soak.done} of ${kills} kills; nothing lost, nothing done twice.\n`);
}
if (process.exitCode === 0) rmSync(state, { force: true });

// `npm run package [-- --for-tests] [-- TARGET...]`: builds the app for release in out/package.
// Without targets it builds the unpacked app for this system. On Linux, if Electron's own download is unavailable,
// it packs the test Electron and reports that.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setUp } from './setup.mjs';
import { root } from './system.mjs';

// Playwright starts an app through Node's inspector. Released builds have the inspector disabled.
const testOptions = [
  '-c.electronFuses.enableNodeCliInspectArguments=true',
  '-c.directories.output=out/package-for-tests',
];

async function makePackage(args) {
  await setUp();
  const { findElectron } = await import('./findElectron.mjs');
  const electron = await findElectron();
  if (electron === null) return 1;
  const { makeIcons } = await import('./icons.mjs');
  const { stageResources } = await import('./stageResources.mjs');
  await makeIcons();
  await stageResources();
  const forTests = args.includes('--for-tests');
  const targets = args.filter((argument) => argument !== '--for-tests');
  const options = [
    ...(targets.length === 0 ? ['--dir'] : targets),
    '--publish=never',
    `-c.electronVersion=${electron.version}`,
    ...(electron.dist === null ? [] : [`-c.electronDist=${electron.dist}`]),
    ...(forTests ? testOptions : []),
  ];
  const builder = join(root, 'node_modules', 'electron-builder', 'out', 'cli', 'cli.js');
  const { status } = spawnSync(process.execPath, [builder, ...options], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return status ?? 1;
}

process.exitCode = await makePackage(process.argv.slice(2));

// `npm run package [-- --for-tests] [-- TARGET...]`: builds the app for release in out/package.
// On Linux it makes the unpacked app and all packages of scripts/linux, or those that are named: `npm run package -- deb rpm`.
// `-- --dir` makes the unpacked app alone. Elsewhere targets are those of electron-builder, by default `--dir`.
// On Linux, if Electron's own download is unavailable, it packs the test Electron and reports that.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setUp } from './setup.mjs';
import { signingOptions } from './signing.mjs';
import { root } from './system.mjs';

// Playwright starts an app through Node's inspector. Released builds have the inspector disabled.
const testOptions = [
  '-c.electronFuses.enableNodeCliInspectArguments=true',
  '-c.directories.output=out/package-for-tests',
];

function buildApp(electron, targets, forTests) {
  const options = [
    ...signingOptions(process.env, process.platform),
    ...targets,
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
  const output = join(root, 'out', forTests ? 'package-for-tests' : 'package');
  const status =
    process.platform !== 'linux' || targets.includes('--dir')
      ? buildApp(electron, targets.length === 0 ? ['--dir'] : targets, forTests)
      : await makeForLinux(electron, targets, { output, forTests });
  if (status === 0) await makeLists(output, electron);
  return status;
}

/** The unpacked app, and the packages that are named, or all. */
async function makeForLinux(electron, named, { output, forTests }) {
  const { linuxFormats, makePackages } = await import('./linux/makePackages.mjs');
  const unknown = named.filter((target) => !linuxFormats.includes(target));
  if (unknown.length > 0) {
    process.stderr.write(`${unknown.join(', ')}: on Linux there are ${linuxFormats.join(', ')} and --dir.\n`);
    return 2;
  }
  const status = buildApp(electron, ['--dir'], forTests);
  if (status === 0)
    await makePackages(named.length === 0 ? linuxFormats : named, { output, isQuick: forTests });
  return status;
}

/** What lies beside the packages: the bill of materials, and the checksums. */
async function makeLists(output, electron) {
  const { writeChecksums } = await import('./checksums.mjs');
  const { writeSbom } = await import('./sbom.mjs');
  // On Linux the engine runs in the Node that packs (scripts/stageResources.mjs).
  const node = process.platform === 'linux' ? { node: process.versions.node } : {};
  await writeSbom(output, { electron: electron.version, ...node });
  await writeChecksums(output);
}

process.exitCode = await makePackage(process.argv.slice(2));

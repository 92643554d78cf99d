// electron-builder calls this after it has assembled an app, before signing and packing.
const { rmSync } = require('node:fs');
const { join } = require('node:path');
const { flipFuses, FuseV1Options, FuseVersion, getCurrentFuseWire } = require('@electron/fuses');

function executableOf({ appOutDir, electronPlatformName, packager }) {
  const { productFilename } = packager.appInfo;
  if (electronPlatformName === 'darwin') return join(appOutDir, `${productFilename}.app`);
  if (electronPlatformName === 'win32') return join(appOutDir, `${productFilename}.exe`);
  return join(appOutDir, packager.executableName);
}

exports.default = async (context) => {
  // The test Electron has a default app, which would open any file named on its command line.
  if (context.electronPlatformName === 'linux')
    rmSync(join(context.appOutDir, 'resources', 'default_app.asar'), { force: true });
  const executable = executableOf(context);
  const wire = await getCurrentFuseWire(executable);
  const fuse = FuseV1Options.GrantFileProtocolExtraPrivileges;
  if (fuse in wire) await flipFuses(executable, { version: FuseVersion.V1, [fuse]: false });
};

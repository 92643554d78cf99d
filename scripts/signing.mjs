// How packages for macOS and Windows are signed: by what the environment names, else not. Nothing secret lies in the repository.

/**
 * Options for electron-builder. It reads the certificate itself: CSC_LINK and CSC_KEY_PASSWORD, for Windows also WIN_CSC_LINK and
 * WIN_CSC_KEY_PASSWORD. docs/release.md names all variables.
 */
export function signingOptions(env, platform) {
  if (platform !== 'darwin' || !env.CSC_LINK) return [];
  if (!env.CSC_NAME) throw new Error('CSC_LINK needs CSC_NAME, the name in the certificate.');
  const isNotarized = Boolean(env.APPLE_API_KEY && env.APPLE_API_KEY_ID && env.APPLE_API_ISSUER);
  return [
    `-c.mac.identity=${env.CSC_NAME}`,
    '-c.mac.hardenedRuntime=true',
    `-c.mac.notarize=${isNotarized}`,
    // It would make the signature one of nobody again.
    '-c.electronFuses.resetAdHocDarwinSignature=false',
  ];
}

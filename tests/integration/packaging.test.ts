/** What the packager is told, without packaging anything. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

type Named = { readonly artifactName?: string };
type Config = {
  readonly artifactName: string;
  readonly win: { readonly target: readonly string[] };
  readonly nsis: Named;
  readonly portable: Named;
  readonly mac: { readonly identity: string; readonly hardenedRuntime: boolean };
  readonly electronFuses: { readonly resetAdHocDarwinSignature: boolean };
};
type Packager = {
  getConfig(folder: string, path: null, more: null): Promise<Config>;
  validateConfiguration(config: Config, log: { isEnabled: boolean }): Promise<void>;
};

// It belongs to electron-builder, and is not ours to depend on.
const fromBuilder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
const packager = fromBuilder('app-builder-lib/out/util/config/config') as Packager;
let config: Config;

beforeAll(async () => {
  config = await packager.getConfig(root, null, null);
});

describe('electron-builder.yml', () => {
  it('has only keys and values that this version of the packager knows', async () => {
    await expect(packager.validateConfiguration(config, { isEnabled: false })).resolves.toBeUndefined();
    const wrong = { ...config, artefactName: '' };
    await expect(packager.validateConfiguration(wrong, { isEnabled: false })).rejects.toThrow(/artefactName/);
  });

  it('gives the two programs for Windows names of their own', () => {
    expect(config.win.target).toEqual(['nsis', 'portable']);
    const names = [config.nsis, config.portable].map((each) => each.artifactName ?? config.artifactName);
    expect(new Set(names).size).toBe(2);
  });

  it('signs for a Mac after the fuses were changed', () => {
    expect(config.mac).toMatchObject({ identity: '-', hardenedRuntime: false });
    expect(config.electronFuses.resetAdHocDarwinSignature).toBe(true);
  });
});

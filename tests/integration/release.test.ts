/** What lies beside the packages of a release, and the workflow that makes them. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { writeChecksums } from '../../scripts/checksums.mjs';
import { sbomOf } from '../../scripts/sbom.mjs';
import { signingOptions } from '../../scripts/signing.mjs';
import { tempFolder } from '../support/tempFolder';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

type Row = { version?: string; dev?: boolean; license?: string };
const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, Row> };
const bom = sbomOf(lock, { electron: '45.4.1' });

describe('the bill of materials', () => {
  it('names every package that is shipped, with its licence, and none that only builds or tests', () => {
    const shipped = Object.entries(lock.packages)
      .filter(([place, { dev }]) => place !== '' && dev !== true)
      .map(([place, { version = '' }]) => `${place.replace(/^.*node_modules\//, '')}@${version}`);
    const named = bom.components.map(({ purl }) =>
      decodeURIComponent(purl).replace(/^pkg:(npm|generic)\//, ''),
    );
    expect([...named].sort()).toEqual([...new Set(shipped), 'electron@45.4.1'].sort());
    expect(bom.components.filter(({ licenses }) => licenses.length === 0)).toEqual([]);
    expect(named.some((name) => name.startsWith('vitest@'))).toBe(false);
  });

  it('states licences as SPDX does', () => {
    const licencesOf = (name: string) => bom.components.find((row) => row.name === name)?.licenses;
    expect(licencesOf('zod')).toEqual([{ license: { id: 'MIT' } }]);
    expect(licencesOf('sharp-libvips-linux-x64')).toEqual([{ license: { id: 'LGPL-3.0-or-later' } }]);
    const choice = {
      packages: {
        '': { name: 'a', version: '1' },
        'node_modules/b': { version: '2', license: '(MIT OR ISC)' },
      },
    };
    expect(sbomOf(choice, {}).components[0]?.licenses).toEqual([{ expression: '(MIT OR ISC)' }]);
  });

  it('says what needs what, also where two versions of one package are installed', () => {
    const refs = new Set([...bom.components.map((row) => row['bom-ref']), bom.dependencies[0]!.ref]);
    expect(new Set(bom.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]))).toEqual(refs);
    const packages = {
      '': { name: 'app', version: '1.0.0', dependencies: { a: '1', b: '1' } },
      'node_modules/a': { version: '1.0.0', license: 'MIT', dependencies: { b: '2' } },
      'node_modules/a/node_modules/b': { version: '2.0.0', license: 'MIT', dependencies: { c: '1' } },
      'node_modules/b': { version: '1.0.0', license: 'MIT' },
      'node_modules/c': { version: '1.0.0', license: 'MIT' },
    };
    const { dependencies } = sbomOf({ packages }, {});
    const needs = Object.fromEntries(dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
    expect(needs['pkg:npm/app@1.0.0']).toEqual(['pkg:npm/a@1.0.0', 'pkg:npm/b@1.0.0']);
    expect(needs['pkg:npm/a@1.0.0']).toEqual(['pkg:npm/b@2.0.0']);
    expect(needs['pkg:npm/b@2.0.0']).toEqual(['pkg:npm/c@1.0.0']);
  });
});

describe('the checksums', () => {
  it('are those of all packages, as `sha256sum --check` reads them', async () => {
    const folder = tempFolder();
    const names = ['Candela-1.0.0-linux-x64.deb', 'Candela-1.0.0.cdx.json', 'builder-debug.yml'];
    for (const name of names) writeFileSync(join(folder, name), name);
    await writeChecksums(folder, {});
    const line = (name: string) => `${createHash('sha256').update(name).digest('hex')}  ${name}\n`;
    const text = readFileSync(join(folder, 'SHA256SUMS'), 'utf8');
    expect(text).toBe(line(names[0]!) + line(names[1]!));
  });

  it('fail where they shall be signed and cannot be', async () => {
    const folder = tempFolder();
    const env = { CANDELA_GPG_KEY: 'nobody-has-this-key', GNUPGHOME: folder };
    await expect(writeChecksums(folder, env)).rejects.toThrow(/CANDELA_GPG_KEY|gpg/);
  });
});

describe('signing', () => {
  it('is left out unless the environment names a certificate', () => {
    expect(signingOptions({}, 'darwin')).toEqual([]);
    expect(signingOptions({ CSC_LINK: 'file.p12' }, 'win32')).toEqual([]);
    expect(() => signingOptions({ CSC_LINK: 'file.p12' }, 'darwin')).toThrow(/CSC_NAME/);
  });

  it('for a Mac keeps the signature, and asks Apple only with all three words of a key', () => {
    const env = { CSC_LINK: 'file.p12', CSC_NAME: 'Ada', APPLE_API_KEY: 'k', APPLE_API_KEY_ID: 'i' };
    expect(signingOptions(env, 'darwin')).toEqual(
      expect.arrayContaining([
        '-c.mac.identity=Ada',
        '-c.mac.notarize=false',
        '-c.electronFuses.resetAdHocDarwinSignature=false',
      ]),
    );
    expect(signingOptions({ ...env, APPLE_API_ISSUER: 'x' }, 'darwin')).toContain('-c.mac.notarize=true');
  });
});

describe('the workflow', () => {
  type Workflow = {
    jobs: { build: { strategy: { matrix: { include: { system: string }[] } }; steps: object[] } };
  };
  // The reader of YAML belongs to electron-builder, and is not ours to depend on.
  const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
  const yaml = createRequire(builder.resolve('app-builder-lib'))('js-yaml') as {
    load(text: string): unknown;
  };

  it('builds on three systems, with commands that exist', () => {
    const text = read('.github/workflows/build.yml');
    const { build } = (yaml.load(text) as Workflow).jobs;
    const systems = build.strategy.matrix.include.map(({ system }) => system.split('-')[0]);
    expect(systems).toEqual(['ubuntu', 'windows', 'macos']);
    expect(build.steps.length).toBeGreaterThan(5);
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const called = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name!);
    expect(called.length).toBeGreaterThan(2);
    expect(called.filter((name) => scripts[name] === undefined)).toEqual([]);
    const projects = [...text.matchAll(/--project (\w+)/g)].map(([, name]) => name!);
    expect(projects.filter((name) => !read('vitest.config.ts').includes(`project('${name}'`))).toEqual([]);
  });
});

// The software bill of materials of a package (CycloneDX 1.6), made from package-lock.json. Part of `npm run package`.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './system.mjs';

const inModules = 'node_modules/';
const nameOf = (place) => place.slice(place.lastIndexOf(inModules) + inModules.length);
const purlOf = (name, version) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** SPDX: one licence by its id, several as an expression, all else by its words. */
function licencesOf(licence) {
  if (licence === undefined) return [];
  if (/^[\w.+-]+$/.test(licence)) return [{ license: { id: licence } }];
  return /^[\w.+() -]+$/.test(licence) && !/^SEE /.test(licence)
    ? [{ expression: licence }]
    : [{ license: { name: licence } }];
}

/** npm states a checksum in base64, CycloneDX in hexadecimal digits. */
function hashesOf(integrity = '') {
  const [, sha512] = /sha512-(\S+)/.exec(integrity) ?? [];
  return sha512 === undefined
    ? []
    : [{ alg: 'SHA-512', content: Buffer.from(sha512, 'base64').toString('hex') }];
}

function componentOf([place, { version, license, integrity, optional }]) {
  const name = nameOf(place);
  const [group, own] = name.startsWith('@') ? name.split('/') : [undefined, name];
  const purl = purlOf(name, version);
  return {
    type: 'library',
    'bom-ref': purl,
    ...(group === undefined ? {} : { group }),
    name: own,
    version,
    scope: optional ? 'optional' : 'required',
    hashes: hashesOf(integrity),
    licenses: licencesOf(license),
    purl,
  };
}

/** Where Node finds a package that one at `place` asks for: beside it, or in any folder above. */
function found(packages, place, name) {
  for (let above = place; ; above = above.slice(0, Math.max(0, above.lastIndexOf(`/${inModules}`)))) {
    const at = above === '' ? `${inModules}${name}` : `${above}/${inModules}${name}`;
    if (packages[at] !== undefined) return at;
    if (above === '') return undefined;
    if (!above.includes(`/${inModules}`)) above = '';
  }
}

function dependsOn(packages, place, { dependencies = {}, optionalDependencies = {} }) {
  const places = Object.keys({ ...dependencies, ...optionalDependencies })
    .map((name) => found(packages, place, name))
    .filter((at) => at !== undefined && packages[at].dev !== true);
  return [...new Set(places.map((at) => purlOf(nameOf(at), packages[at].version)))].sort();
}

/** Programs that a package carries beside the libraries. */
const carried = (runtimes) =>
  Object.entries(runtimes).map(([name, version]) => ({
    type: 'framework',
    'bom-ref': `pkg:generic/${name}@${version}`,
    name,
    version,
    licenses: [{ license: { id: 'MIT' } }],
    purl: `pkg:generic/${name}@${version}`,
  }));

/**
 * @param lock package-lock.json, parsed
 * @param runtimes names and versions of programs that are shipped as well, like Electron
 */
export function sbomOf(lock, runtimes) {
  const { '': own, ...packages } = lock.packages;
  const shipped = Object.entries(packages).filter(([, { dev, link }]) => dev !== true && link !== true);
  const byRef = new Map(shipped.map((row) => componentOf(row)).map((row) => [row['bom-ref'], row]));
  const programs = carried(runtimes);
  const self = purlOf(own.name, own.version);
  const graph = new Map();
  for (const [place, row] of shipped) {
    const ref = purlOf(nameOf(place), row.version);
    graph.set(ref, [...new Set([...(graph.get(ref) ?? []), ...dependsOn(packages, place, row)])]);
  }
  const ofSelf = [...dependsOn(packages, '', own), ...programs.map((row) => row['bom-ref'])];
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': self,
        name: own.name,
        version: own.version,
        licenses: licencesOf(own.license),
        purl: self,
      },
    },
    components: [...programs, ...[...byRef.values()].sort((a, b) => (a.purl < b.purl ? -1 : 1))],
    dependencies: [[self, ofSelf], ...graph].map(([ref, refs]) => ({ ref, dependsOn: refs })),
  };
}

/** Writes the bill into a folder, and returns the path. */
export async function writeSbom(folder, runtimes) {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
  const path = join(folder, `Candela-${lock.version}.cdx.json`);
  await writeFile(path, `${JSON.stringify(sbomOf(lock, runtimes), undefined, 2)}\n`);
  return path;
}

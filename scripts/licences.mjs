// Rejects dependencies whose licence we may not ship. Part of `npm run check`.
import { promisify } from 'node:util';
import { init } from 'license-checker-rseidelsohn';
import { root } from './system.mjs';

const allowed = [
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'Python-2.0',
];

// Under the LGPL, and allowed as separate files that a person may replace (NOTICE.md): libvips, which sharp loads, and libheif.
// LibRaw, too, but its package states the licence of its wrapper alone.
const excepted = [/^@img\/sharp-libvips-/, /^libheif-js@/];

const packages = await promisify(init)({ start: root, production: true, excludePrivatePackages: true });
const refused = Object.entries(packages).filter(([name, { licenses }]) => {
  if (excepted.some((pattern) => pattern.test(name))) return false;
  const terms = [licenses].flat().flatMap((text) =>
    String(text)
      .replace(/[()*]/g, '')
      .split(/ OR | AND /),
  );
  return !terms.some((term) => allowed.includes(term));
});

// Packages whose licence says less than what is in them. Another version is read before it is taken.
const read = { 'libraw-wasm': '1.6.0' };
for (const [name, version] of Object.entries(read))
  if (packages[`${name}@${version}`] === undefined)
    refused.push([name, { licenses: `only version ${version} was read for what it holds` }]);

for (const [name, { licenses }] of refused)
  console.error(`${name}: ${String(licenses)} is not on the list of licences.`);
console.log(`${Object.keys(packages).length} packages, ${refused.length} refused`);
process.exitCode = refused.length === 0 ? 0 : 1;

// SHA256SUMS beside the packages, and its signature where a key is named. Part of `npm run package`.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

const isReleased = (name) => /\.(tar\.gz|deb|rpm|AppImage|exe|dmg|cdx\.json)$/.test(name);

async function sha256(path) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Writes what `sha256sum --check` reads. With CANDELA_GPG_KEY in the environment, GnuPG signs it with that key. */
export async function writeChecksums(folder, env = process.env) {
  const names = (await readdir(folder)).filter(isReleased).sort();
  const lines = await Promise.all(
    names.map(async (name) => `${await sha256(join(folder, name))}  ${name}\n`),
  );
  const path = join(folder, 'SHA256SUMS');
  await rm(`${path}.asc`, { force: true });
  await writeFile(path, lines.join(''));
  const key = env.CANDELA_GPG_KEY ?? '';
  if (key === '') return;
  const { status } = spawnSync('gpg', ['--batch', '--armor', '--local-user', key, '--detach-sign', path], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  if (status !== 0) throw new Error('GnuPG could not sign SHA256SUMS with the key in CANDELA_GPG_KEY.');
}

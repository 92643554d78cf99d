/** @file All metrics of a pair of 24 megapixels, beside PSNR alone. */
import { join } from 'node:path';
import sharp from 'sharp';
import { MetricId } from '@contract';
import { metricTable, type Raster } from '@core';
import { scorePicture } from '../../src/engine/compare/scorePicture';

const size = { width: 6000, height: 4000 };
const rounds = 3;
const { signal } = new AbortController();

async function sample(...place: string[]): Promise<Raster> {
  const picture = sharp(join('assets', 'samples', ...place)).resize({ ...size, fit: 'fill' });
  return { ...size, channels: 3, data: new Uint8Array(await picture.raw().toBuffer()) };
}

/** The quickest of a few counts, because other load on the machine only makes one slower. */
async function secondsOf(
  pair: { distorted: Raster; reference: Raster },
  metrics: readonly MetricId[],
): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const begin = performance.now();
    await scorePicture(pair, metrics, { signal });
    times.push((performance.now() - begin) / 1000);
  }
  return Math.min(...times);
}

/** Rows of a table: each group of metrics by itself, and all together on two threads. */
export async function metricsBench(print: (line: string) => void): Promise<void> {
  const pair = { distorted: await sample('street.jpg'), reference: await sample('truth', 'street.jpg') };
  const computed = metricTable.filter(({ group }) => group !== 'network');
  const keys = new Set(computed.map(({ group, exposure }) => `${group} ${exposure}`));
  const rows = [...keys].map((key) =>
    computed.filter(({ group, exposure }) => `${group} ${exposure}` === key).map(({ id }) => id),
  );
  const least = await secondsOf(pair, ['psnr']);
  print('| metrics of 24 MP | s | times PSNR alone |\n|---|---|---|');
  for (const ids of [...rows, MetricId.options]) {
    const seconds = await secondsOf(pair, ids);
    const name = ids.length === MetricId.options.length ? 'all, two threads' : ids.join(', ');
    print(`| ${name} | ${seconds.toFixed(2)} | ${(seconds / least).toFixed(1)} |`);
  }
}

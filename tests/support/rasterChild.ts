import { networkAlone } from '@contract';
/**
 * @file A process of its own in which rasters go through the identity model; prints by how many MB its resident memory
 * grew at most, beyond the raster itself.
 */
import { enhanceRaster } from '../../src/engine/enhance/enhanceRaster';
import { createSession } from '../../src/engine/model/runtime';
import { modelBytes, testCard } from './models';

const { signal } = new AbortController();
const card = { ...testCard('blur'), tile: { size: 1024, overlap: 32 } };
const open = { session: await createSession(modelBytes('blur'), 'cpu'), card, provider: 'cpu' } as const;
const [width = '', height = ''] = process.argv.slice(2);

/** Three rounds of one size, or one each of thirty sizes. */
const sizes: [number, number][] =
  width === 'many'
    ? Array.from({ length: 30 }, (_, i) => [1200 + 53 * i, 1500 - 31 * i])
    : Array.from({ length: 3 }, () => [Number(width), Number(height)]);

const largest = Math.max(...sizes.map(([w, h]) => w * h * 3));
const samples = new Uint8Array(largest).fill(40);
await once(1000, 1000);
const before = process.memoryUsage.rss();
let peak = before;
for (const [w, h] of sizes) await once(w, h);
process.stdout.write(JSON.stringify({ growthMb: Math.round((peak - before) / 1e6) }));

async function once(w: number, h: number): Promise<void> {
  const raster = { width: w, height: h, channels: 3, data: samples.subarray(0, w * h * 3) } as const;
  const request = { open, mix: networkAlone, controls: {}, memoryBytes: 1e9, file: 'test' };
  const onTile = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  await enhanceRaster(raster, request, { signal, onTile });
}

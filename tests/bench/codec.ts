import { readFile, writeFile } from 'node:fs/promises';
import sharp from 'sharp';

/** How long sharp alone takes for the same work: JPEG to raw samples, raw samples to JPEG of the same quality, file written. */
export type CodecTimes = { decodeMs: number; encodeMs: number; peakRssMb: number };

/** Decodes and encodes each photo with sharp alone, one after another. Runs in a process of its own, for its peak memory. */
export async function runCodec(quality: number, [output, ...inputs]: readonly string[]): Promise<CodecTimes> {
  let decodeMs = 0;
  let encodeMs = 0;
  sharp.cache(false);
  for (const input of inputs) {
    const start = performance.now();
    const { data, info } = await sharp(await readFile(input))
      .raw()
      .toBuffer({ resolveWithObject: true });
    const decoded = performance.now();
    const { width, height, channels } = info;
    const encoded = await sharp(data, { raw: { width, height, channels }, limitInputPixels: false })
      .jpeg({ quality, chromaSubsampling: '4:2:0' })
      .toBuffer();
    await writeFile(output ?? '', encoded);
    decodeMs += decoded - start;
    encodeMs += performance.now() - decoded;
  }
  return { decodeMs, encodeMs, peakRssMb: process.resourceUsage().maxRSS / 1024 };
}

import { describe, expect, it } from 'vitest';
import { minimalExif } from './exif/patchExif';
import { softwareOf } from './exif/softwareOf';
import type { Photo } from '../Photo';
import { prepareBlocks } from './prepareBlocks';

const now = new Date(0);
const size = { width: 1, height: 1 };
const provenance = {
  software: 'Candela 0.1.0 (cnn)',
  model: 'cnn',
  modelVersion: '1.0.0',
  modelSha256: 'ab',
  provider: 'cpu',
  settings: '{}',
};
const photo: Photo = {
  raster: { ...size, channels: 1, data: new Uint8Array(1) },
  metadata: {
    exif: minimalExif({
      software: 'Firmware 1.20',
      now,
      ...size,
      keepGps: true,
      settlesOrientation: true,
      colour: 'asWas',
    }),
  },
  source: { path: '/a.jpg', format: 'jpeg', bits: 8, size, orientation: 1, settlesOrientation: false },
  notices: [],
};

describe('prepareBlocks', () => {
  it("keeps the camera's firmware in the history, where Candela takes its place as the software", () => {
    const { blocks } = prepareBlocks(photo, {
      format: 'jpeg',
      metadata: 'all',
      keepGps: true,
      provenance,
      now,
    });
    expect(softwareOf(blocks.exif)).toBe(provenance.software);
    expect(blocks.xmp).toMatch(/stEvt:parameters="[^"]*; after=Firmware 1\.20"/);
  });
});

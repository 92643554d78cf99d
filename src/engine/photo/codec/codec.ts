import sharp from 'sharp';

// One place loads and sets up sharp, so that no import can bring it in with its defaults.

// Photos are decoded once each: a cache of operations only holds memory.
sharp.cache(false);

// Everything that is no photo stays shut even if a file's first bytes fooled us: SVG, PDF, CSV, libvips' own and others.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpeg',
    'VipsForeignLoadPng',
    'VipsForeignLoadTiff',
    'VipsForeignLoadWebp',
    'VipsForeignLoadHeif',
    'VipsForeignLoadNsgif',
  ],
});

export { sharp };

/** Pixels that Candela takes on at most: what 16 bits in three channels make 1.6 GB of. */
export const pixelLimit = 268_402_689;
export const pixelLimitMegapixels = 268;

import sharp from 'sharp';

// Only this file loads and sets up sharp, so that no import can use it with its defaults.

// Each photo is decoded once, so a cache of operations would only hold memory.
sharp.cache(false);

// Loaders for files that are not photos stay disabled, even if a file's first bytes misled us: SVG, PDF, CSV, libvips' own and
// others.
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

/** The largest number of pixels that Candela accepts. At 16 bits in three channels they take 1.6 GB. */
export const pixelLimit = 268_402_689;
export const pixelLimitMegapixels = 268;

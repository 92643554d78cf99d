import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as make from '../fixtures/photos';
import { cutShort, withWrongChecksum } from './brokenFiles';
import { damaged } from './damage';
import { jpeg, png } from './oddPhotos';
import { richJpeg } from './richPhoto';
import { tempFolder } from './tempFolder';

/** Data that is not in the repository lies beside the checkout, or where CANDELA_DATA says. */
const shared = process.env.CANDELA_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));

/** Files of each of our kinds, sound, cut short and with a few bytes changed. */
async function ownFiles(): Promise<Record<string, Buffer | string>> {
  const sound: Record<string, Buffer> = {
    'plain.jpg': await jpeg(),
    'rich.jpg': await richJpeg(),
    'turned.jpg': await make.jpegWithOrientation(6),
    'p3.jpg': await make.p3Jpeg(),
    'plain.png': await png(),
    'turned.png': await make.pngWithOrientation(8),
    'deep.png': await make.image(make.rgb16(), 'rgb16', make.alpha16()).png().toBuffer(),
    'turned.tif': make.tiffWithOrientation(3),
    'grey.tif': await make.image(make.grey16(), 'grey16').tiff().toBuffer(),
    'turned.webp': await make.webpWithOrientation(6),
    'animated.webp': await make.animatedWebp(),
    'animated.gif': await make.animatedGif(),
    'plain.avif': await make.image(make.rgb8(), 'srgb').avif().toBuffer(),
  };
  const broken = Object.entries(sound).flatMap(([name, file]) => [
    [`cut/${name}`, cutShort(file, 0.6)] as const,
    ...[1, 2, 3].map((number) => [`damaged/${number} ${name}`, damaged(file, number)] as const),
  ]);
  return {
    ...sound,
    ...Object.fromEntries(broken),
    'wrong checksum.png': withWrongChecksum(await png()),
    'huge.png': await make.hugePng(),
    'raw.dng': make.dng(),
    'mosaic.tif': make.mosaicTiff('NIKON CORPORATION'),
    'drawing.jpg': make.svg,
    'empty.jpg': Buffer.alloc(0),
    'notes.txt': 'notes',
    'more notes.txt': 'more',
  };
}

/** A folder of odd files: other people's where they are at hand, else a smaller one of our own making. */
export async function oddFolder(): Promise<string> {
  const theirs = join(shared, 'formats');
  if (existsSync(theirs)) return theirs;
  const folder = join(tempFolder(), 'formats');
  for (const name of ['cut', 'damaged']) await mkdir(join(folder, name), { recursive: true });
  for (const [name, content] of Object.entries(await ownFiles()))
    await writeFile(join(folder, name), content);
  return folder;
}

/** @file A photo with every block of metadata there is. */
import type { Photo } from '../../src/engine/photo/Photo';
import { cameraExif, iptc, photoshopResources, xmpForms } from '../fixtures/exif';
import * as make from '../fixtures/photos';
import { decode } from './codec';

type Extra = { littleEndian?: boolean; xmp?: string; orientation?: number };

/** A JPEG as a camera and a photo manager leave it: every block of metadata there is. */
export async function richJpeg({
  littleEndian = true,
  xmp = xmpForms.attributes,
  orientation = 6,
}: Extra = {}): Promise<Buffer> {
  const { block } = cameraExif(littleEndian, orientation);
  return make.withSegments(
    await make.p3Jpeg(),
    make.segment(0xe0, 'JFIF\0\x01\x02\x01\x01\x2c\x01\x2c\0\0'),
    make.segment(0xe1, 'Exif\0\0', block),
    make.segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', Buffer.from(xmp)),
    make.segment(0xed, 'Photoshop 3.0\0', photoshopResources(iptc)),
  );
}

export const rich = async (extra: Extra = {}): Promise<Photo> => decode(await richJpeg(extra), 'rich.jpg');

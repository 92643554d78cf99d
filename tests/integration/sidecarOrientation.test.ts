import { describe, expect, it } from 'vitest';
import { bmpFile } from '../fixtures/bmp';
import * as make from '../fixtures/photos';
import { codes } from '../support/codec';
import { packet, withXmp, written, type Beside } from '../support/sidecar';

describe('the orientation of a sidecar', () => {
  const turned = (more = ''): Beside => ({ 'photo.xmp': packet(`tiff:Orientation="6" ${more}`) });
  const { width, height } = make.size;
  const sizeOf = async (photo: Buffer, beside: Beside, name?: string) => {
    const { decoded, notices, properties, orientation } = await written(photo, beside, {
      ...(name !== undefined && { name }),
      format: 'png',
    });
    const { raster } = decoded;
    return { size: [raster.width, raster.height], notices: codes(notices), properties, orientation };
  };
  const bmp = (): Promise<Buffer> =>
    Promise.resolve(bmpFile({ width, height, bits: 24, pixels: Buffer.alloc(width * 3 * height, 80) }));
  const gif = (): Promise<Buffer> => make.image(make.rgb8(), 'srgb').gif().toBuffer();

  it.each([
    ['a GIF, which states none', 'photo.gif', gif],
    ['a JPEG without one', 'photo.jpg', make.jpeg],
    ['a BMP, which has no tags', 'photo.bmp', bmp],
  ])('turns %s, with a notice', async (_, name, photo) => {
    const { size, notices, orientation } = await sizeOf(await photo(), turned(), name);
    expect([size, notices[0], orientation]).toEqual([[height, width], 'photo.sidecarTurned', undefined]);
  });

  it('turns the pixels the right way', async () => {
    const plain = await written(await make.pngWithOrientation(6), {}, { name: 'photo.png', format: 'png' });
    const beside = await written(
      await make.image(make.rgb8(), 'srgb').png().toBuffer(),
      turned(`tiff:ImageWidth="${width}" tiff:ImageLength="${height}"`),
      { name: 'photo.png', format: 'png' },
    );
    expect(beside.decoded.raster).toEqual(plain.decoded.raster);
  });

  it.each<[string, () => Promise<Buffer>, Beside]>([
    ['EXIF', () => make.jpegWithOrientation(1), turned()],
    ['XMP', () => withXmp(), turned()],
  ])('does not count where %s states one', async (_, photo, beside) => {
    const { size, notices } = await sizeOf(await photo(), beside);
    expect([size, notices]).toEqual([[width, height], []]);
  });

  it.each([
    ['is about a picture of another size', turned('tiff:ImageWidth="6000" tiff:ImageLength="4000"')],
    ['belongs to a raw', { ...turned(), 'photo.dng': 'raw' }],
    ['states nonsense', { 'photo.xmp': packet('tiff:Orientation="77"') }],
    ['is broken', { 'photo.xmp': 'tiff:Orientation="6"' }],
  ])('does not count where the sidecar %s', async (_, beside) => {
    const { size, notices } = await sizeOf(await make.jpeg(), beside);
    expect(size).toEqual([width, height]);
    expect(notices).not.toContain('photo.sidecarTurned');
  });
});

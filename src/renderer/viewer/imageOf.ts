import type { ViewerPicture } from './viewerProps';

/** The picture's pixels, opaque, as a canvas takes them. */
export function imageOf({ width, height, data }: ViewerPicture): ImageData {
  const image = new ImageData(width, height);
  const pixels = image.data;
  // Tens of them may appear in one frame. A copy of each pixel by itself would take too long.
  for (let from = 0, to = 0; from < data.length; from += 3, to += 4) {
    pixels[to] = data[from] ?? 0;
    pixels[to + 1] = data[from + 1] ?? 0;
    pixels[to + 2] = data[from + 2] ?? 0;
    pixels[to + 3] = 255;
  }
  return image;
}

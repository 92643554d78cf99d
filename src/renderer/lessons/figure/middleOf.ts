import type { Picture } from '../../bridge';

/** The middle of a picture, at most as large as told. */
export function middleOf(
  picture: Picture,
  size: { readonly width: number; readonly height: number },
): Picture {
  const [width, height] = [Math.min(size.width, picture.width), Math.min(size.height, picture.height)];
  const left = Math.floor((picture.width - width) / 2);
  const top = Math.floor((picture.height - height) / 2);
  const data = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row += 1) {
    const from = ((top + row) * picture.width + left) * 3;
    data.set(picture.data.subarray(from, from + width * 3), row * width * 3);
  }
  return { width, height, data };
}

import { useEffect, useRef } from 'react';
import type { Picture } from '../bridge';

export type PictureCanvasProps = {
  picture: Picture;
  /** A description for screen readers. Empty if the picture is decorative. */
  label: string;
  className?: string | undefined;
};

/** Draws a picture's pixels, one to one; CSS gives it its size on the screen. */
export function PictureCanvas({ picture, label, className }: PictureCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    const { width, height, data } = picture;
    const image = new ImageData(width, height);
    const pixels = image.data;
    // Tens of them may appear in one frame. A copy of each pixel by itself would take too long.
    for (let from = 0, to = 0; from < data.length; from += 3, to += 4) {
      pixels[to] = data[from] ?? 0;
      pixels[to + 1] = data[from + 1] ?? 0;
      pixels[to + 2] = data[from + 2] ?? 0;
      pixels[to + 3] = 255;
    }
    context?.putImageData(image, 0, 0);
  }, [picture]);
  const spoken =
    label === '' ? ({ 'aria-hidden': true } as const) : ({ role: 'img', 'aria-label': label } as const);
  return (
    <canvas ref={canvas} className={className} width={picture.width} height={picture.height} {...spoken} />
  );
}

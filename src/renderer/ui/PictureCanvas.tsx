import { useEffect, useRef } from 'react';
import type { Picture } from '../bridge';
import { imageOf } from '../viewer';

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
    context?.putImageData(imageOf(picture), 0, 0);
  }, [picture]);
  const spoken =
    label === '' ? ({ 'aria-hidden': true } as const) : ({ role: 'img', 'aria-label': label } as const);
  return (
    <canvas ref={canvas} className={className} width={picture.width} height={picture.height} {...spoken} />
  );
}

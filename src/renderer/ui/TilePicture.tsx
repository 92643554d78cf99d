import { useEffect, useRef } from 'react';
import type { Picture } from '../bridge';
import { bitmapOf } from './bitmap';

/**
 * A decorative picture of a list of many. Each canvas would be a layer of its own, which costs time in every frame; an image is drawn
 * once with what is around it.
 */
export function TilePicture({ picture, className }: { picture: Picture; className?: string | undefined }) {
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const url = URL.createObjectURL(new Blob([bitmapOf(picture)], { type: 'image/bmp' }));
    if (image.current !== null) image.current.src = url;
    return () => {
      URL.revokeObjectURL(url);
    };
  }, [picture]);
  const { width, height } = picture;
  return <img ref={image} className={className} alt="" width={width} height={height} draggable={false} />;
}

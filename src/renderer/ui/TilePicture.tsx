import { useEffect, useRef } from 'react';
import type { Picture } from '../bridge';
import { bitmapOf } from './bitmap';

/**
 * A decorative picture of a list of many. Each canvas would be a layer of its own, which costs time in every frame; an image is drawn
 * once with what is around it.
 */
export function TilePicture({ picture, className }: { picture: Picture; className?: string | undefined }) {
  const image = useRef<HTMLImageElement>(null);
  const loading = useRef<string | null>(null);
  useEffect(() => {
    const element = image.current;
    if (element === null) return;
    const url = URL.createObjectURL(new Blob([bitmapOf(picture)], { type: 'image/bmp' }));
    const replaced = loading.current;
    loading.current = url;
    // An address that is given up while its picture is still on its way fails with an error, even when the tile is gone.
    const giveUp = (): void => {
      loading.current = null;
      URL.revokeObjectURL(url);
    };
    // These replace those of the picture before.
    element.onload = giveUp;
    element.onerror = giveUp;
    element.src = url;
    if (replaced !== null) URL.revokeObjectURL(replaced);
  }, [picture]);
  const { width, height } = picture;
  return <img ref={image} className={className} alt="" width={width} height={height} draggable={false} />;
}

import { useEffect, useRef } from 'react';
import { classes } from '../../../ui/classes';
import type { LayerMaps } from './useInside';
import css from './MapGrid.module.css';

export type MapGridProps = {
  maps: LayerMaps | null;
  /** Cells while the maps are on their way. */
  count: number;
  /** Channel of the outlined map. */
  chosen?: number | undefined;
  onChoose?: ((channel: number) => void) | undefined;
  /** One scale for all, instead of each map's own. */
  scale?: { readonly min: number; readonly max: number } | undefined;
  isWaiting?: boolean;
  className?: string | undefined;
};

/** Feature maps side by side. A map whose values are all zero is told. */
export function MapGrid({
  maps,
  count,
  chosen,
  onChoose,
  scale,
  isWaiting = false,
  className,
}: MapGridProps) {
  if (maps === null) {
    return (
      <div className={classes(css['grid'], className)} {...(isWaiting && { 'data-waiting': true })}>
        {Array.from({ length: count }, (_, index) => (
          <span key={index} className={css['waiting']} />
        ))}
      </div>
    );
  }
  return (
    <ul className={classes(css['grid'], className)} aria-label="Feature maps">
      {maps.maps.map(({ channel, isSilent }, cell) => {
        const name = `${channel + 1}${isSilent ? ' silent' : ''}`;
        const drawn = <MapCanvas maps={maps} cell={cell} scale={scale} label={`Map ${name}`} />;
        return (
          <li key={channel} className={css['cell']}>
            {onChoose === undefined ? (
              drawn
            ) : (
              <button
                type="button"
                className={css['button']}
                aria-pressed={channel === chosen}
                onClick={() => {
                  onChoose(channel);
                }}
              >
                {drawn}
              </button>
            )}
            <span className={css['name']} aria-hidden="true">
              {name}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

type MapCanvasProps = Pick<MapGridProps, 'scale'> & { maps: LayerMaps; cell: number; label: string };

/** One map out of the picture of all. */
export function MapCanvas({ maps, cell, scale, label }: MapCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const { picture, columns, width, height } = maps;
    const context = canvas.current?.getContext('2d');
    const { min = 0, max = 0 } = maps.maps[cell] ?? {};
    const image = new ImageData(width, height);
    const corner = { x: (cell % columns) * width, y: Math.floor(cell / columns) * height };
    const span = scale && scale.max > scale.min ? scale.max - scale.min : undefined;
    for (let at = 0; at < width * height; at += 1) {
      const from = ((corner.y + Math.floor(at / width)) * picture.width + corner.x + (at % width)) * 3;
      const grey = picture.data[from] ?? 0;
      const value = min + (grey / 255) * (max - min);
      const shown = scale && span !== undefined ? ((value - scale.min) / span) * 255 : grey;
      image.data.fill(shown, at * 4, at * 4 + 3);
      image.data[at * 4 + 3] = 255;
    }
    context?.putImageData(image, 0, 0);
  }, [maps, cell, scale]);
  return (
    <canvas
      ref={canvas}
      className={css['map']}
      width={maps.width}
      height={maps.height}
      role="img"
      aria-label={label}
    />
  );
}

import type { WireError } from '@contract';
import type { Size } from '@core';
import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { useStore } from 'zustand';
import type { Picture } from '../../../bridge';
import { evaluateText } from '../../../text/evaluate';
import { Ring } from '../../../ui/Ring';
import { cameraOf, canvasOf, Gestures, originIn, type Bounds, type ZoomState } from '../../../viewer';
import { setSpot } from '../actions/line';
import { pan, setBounds, toggleZoom, zoomBy } from '../actions/zoom';
import { shareOf } from '../state/profile';
import { view, type Point } from '../state/view';
import { LineMark } from './LineMark';
import css from './Pane.module.css';

export type PaneProps = {
  label: string;
  note: string;
  picture: Picture | null;
  error: WireError | null;
  /** Size that all panes draw their pictures at, pixels. Null while it is not known. */
  size: Size | null;
  /** The keyboard reaches the line in this one. */
  isMain?: boolean;
};

/** Enlarged so far, pixels are squares. */
const squareFrom = 4;

const drawn = new WeakMap<Picture, OffscreenCanvas>();

/** The picture as something that a canvas draws quickly. */
function sourceOf(picture: Picture): OffscreenCanvas {
  const canvas = drawn.get(picture) ?? canvasOf(picture);
  drawn.set(picture, canvas);
  return canvas;
}

function useRoom(element: RefObject<HTMLElement | null>): Size {
  const [room, setRoom] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      setRoom({ width: Math.round(width * devicePixelRatio), height: Math.round(height * devicePixelRatio) });
    });
    if (element.current !== null) watch.observe(element.current);
    return () => {
      watch.disconnect();
    };
  }, [element]);
  return room;
}

/** Gestures move all panes together. */
function useGestures(element: RefObject<HTMLElement | null>, bounds: Bounds | null): void {
  const latest = useRef(bounds);
  useEffect(() => {
    latest.current = bounds;
    if (bounds !== null && bounds.pane.width > 0) setBounds(bounds);
  }, [bounds]);
  useEffect(() => {
    const own = element.current;
    if (own === null) return undefined;
    const fromCentre = ({ x, y }: Point): Point => ({
      x: (x - own.clientWidth / 2) * devicePixelRatio,
      y: (y - own.clientHeight / 2) * devicePixelRatio,
    });
    const gestures = new Gestures(own, {
      holdsSplit: () => false,
      onSplit: () => undefined,
      onPan: ({ x, y }) => {
        pan({ x: x * devicePixelRatio, y: y * devicePixelRatio });
      },
      onZoom: (factor, at) => {
        zoomBy(factor, fromCentre(at));
      },
      onDoubleClick: (at) => {
        toggleZoom(fromCentre(at));
      },
      onTap: () => undefined,
      onHover: (at) => {
        hover(at && pixelAt(fromCentre(at), latest.current), latest.current);
      },
      onHold: () => undefined,
    });
    return () => {
      gestures.dispose();
    };
  }, [element]);
}

/** The pixel under the pointer, whose place on the line is also told. */
function hover(pointer: Point | null, bounds: Bounds | null): void {
  view.setState({ pointer });
  const { line } = view.getState();
  if (line === null || pointer === null || bounds === null) return;
  const { width, height } = bounds.photo;
  setSpot(line.along === 'row' ? shareOf(pointer.x, width) : shareOf(pointer.y, height));
}

/** The pixel of the photo at a point, given from the pane's centre. Null outside of the photo. */
function pixelAt({ x, y }: Point, bounds: Bounds | null): Point | null {
  if (bounds === null) return null;
  const camera = cameraOf(view.getState().zoom, bounds);
  const at = { x: Math.floor(camera.x + x / camera.scale), y: Math.floor(camera.y + y / camera.scale) };
  const { width, height } = bounds.photo;
  return at.x < 0 || at.y < 0 || at.x >= width || at.y >= height ? null : at;
}

type Drawing = { readonly picture: Picture | null; readonly zoom: ZoomState; readonly bounds: Bounds | null };

function draw(canvas: HTMLCanvasElement, { picture, zoom, bounds }: Drawing): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.clearRect(0, 0, canvas.width, canvas.height);
  if (picture === null || bounds === null || bounds.pane.width === 0) return;
  const camera = cameraOf(zoom, bounds);
  const at = originIn({ x: 0, y: 0, ...bounds.pane }, camera);
  const [width, height] = [bounds.photo.width * camera.scale, bounds.photo.height * camera.scale];
  context.imageSmoothingEnabled = width / picture.width < squareFrom;
  context.imageSmoothingQuality = 'high';
  context.drawImage(sourceOf(picture), at.x, at.y, width, height);
}

/** One of the pictures. All of them show the same part. */
export function Pane({ label, note, picture, error, size, isMain = false }: PaneProps) {
  const own = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const room = useRoom(own);
  const zoom = useStore(view, (state) => state.zoom);
  const bounds = useMemo(() => size && { photo: size, pane: room, ratio: devicePixelRatio }, [size, room]);
  useGestures(own, bounds);
  useEffect(() => {
    if (canvas.current !== null) draw(canvas.current, { picture, zoom, bounds });
  }, [picture, zoom, bounds]);
  return (
    <figure className={css['pane']}>
      <div ref={own} className={css['room']}>
        <canvas
          ref={canvas}
          className={css['canvas']}
          width={room.width}
          height={room.height}
          role="img"
          aria-label={[label, note].filter((part) => part !== '').join(', ')}
        />
      </div>
      {bounds !== null && <LineMark bounds={bounds} isMain={isMain} />}
      <figcaption className={css['label']}>{label}</figcaption>
      {note !== '' && (
        <span className={css['note']} aria-hidden="true">
          {note}
        </span>
      )}
      {picture === null && (
        <div className={css['middle']}>{error === null ? <Waiting /> : <Failed error={error} />}</div>
      )}
    </figure>
  );
}

function Waiting() {
  return (
    <span className={css['waiting']}>
      <Ring />
      {evaluateText.panes.loading}
    </span>
  );
}

function Failed({ error: { message, action } }: { error: WireError }) {
  return (
    <p className={css['failed']} role="note">
      {message} {action}
    </p>
  );
}

import type { ImageRef, InferenceSettings } from '@contract';

export type Pixels = { width: number; height: number; data: Uint8Array };

const waiting = new Map<string, Uint8Array>();
const fetched = new Map<string, Promise<Pixels>>();
let last = 0;
const realFetch = window.fetch.bind(window);

/** Keeps pixels until the page fetches them by their name. */
export function keep({ width, height, data }: Pixels): ImageRef {
  last += 1;
  const image = last.toString(16).padStart(32, '0');
  waiting.set(image, data);
  return { image, width, height };
}

/** Answers `candela://photo/…` from what was kept; everything else goes its way. */
export function installFetch(): void {
  window.fetch = (target, options) => {
    const url = typeof target === 'string' ? target : target instanceof URL ? target.href : target.url;
    if (!url.startsWith('candela://photo/')) return realFetch(target, options);
    const image = url.slice(url.lastIndexOf('/') + 1);
    const data = waiting.get(image);
    waiting.delete(image);
    return Promise.resolve(
      data === undefined ? new Response(null, { status: 404 }) : new Response(data.slice()),
    );
  };
}

async function fetchPixels(source: string, edge: number): Promise<Pixels> {
  const response = await realFetch(`${source}?edge=${edge}`);
  const [width, height] = ['x-width', 'x-height'].map((name) => Number(response.headers.get(name)));
  return { width: width ?? 0, height: height ?? 0, data: new Uint8Array(await response.arrayBuffer()) };
}

/** A sample's pixels, long edge at most `edge`. */
export function load(source: string, edge: number): Promise<Pixels> {
  const key = `${source} ${edge}`;
  const found = fetched.get(key) ?? fetchPixels(source, edge);
  fetched.set(key, found);
  return found;
}

/** What the fake network makes of a photo: its truth, a little flatter and warmer, moved by the controls. */
export function enhanced(truth: Pixels, { controls }: InferenceSettings): Pixels {
  const lift = 1 + 0.5 * (controls.brightness ?? 0);
  const warmth = 0.25 * (controls.warmth ?? 0);
  const gains = [1.03 * lift * (1 + warmth), 1.01 * lift, 0.95 * lift * (1 - warmth)];
  const data = truth.data.map((value, index) => Math.min(255, 4 + 0.96 * value * (gains[index % 3] ?? 1)));
  return { ...truth, data };
}

export function crop({ width, height, data }: Pixels, column: number, row: number): Pixels {
  const side = 512;
  const [x, y] = [column * side, row * side];
  const size = { width: Math.min(side, width - x), height: Math.min(side, height - y) };
  const out = new Uint8Array(size.width * size.height * 3);
  for (let line = 0; line < size.height; line += 1) {
    const from = ((y + line) * width + x) * 3;
    out.set(data.subarray(from, from + size.width * 3), line * size.width * 3);
  }
  return { ...size, data: out };
}

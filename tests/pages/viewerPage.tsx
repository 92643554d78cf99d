/**
 * @file A page with nothing on it but the viewer, for tests in a browser. Pictures come from the test by name.
 */
import { useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import {
  Histogram,
  histogramOf,
  useHistograms,
  Viewer,
  type ViewerLayers,
  type ViewerPicture,
  type ViewerTiles,
} from '../../src/renderer/viewer';
import { composePicture } from '../../src/renderer/viewer/composePicture';
import type { Shown } from '../../src/renderer/viewer/panes';
import type { PageHistograms, PageLayer, PageProps, PageReport } from './protocol';

const tileSide = 512;
const pictures = new Map<string, ViewerPicture>();
const report: PageReport = {
  zoom: { kind: 'fit' },
  split: 0.5,
  fit: 0,
  pixel: null,
  renders: 0,
  tiles: { asked: [], given: [], aborted: [], most: 0 },
};
const tileState = { delay: 0, underWay: 0 };
let props: (PageProps & { made: ViewerLayers; cube: ViewerPicture | null }) | null = null;
const listeners = new Set<() => void>();

async function picture(name: string): Promise<ViewerPicture> {
  const known = pictures.get(name);
  if (known !== undefined) return known;
  const response = await fetch(`/picture/${name}`);
  const made = {
    width: Number(response.headers.get('x-width')),
    height: Number(response.headers.get('x-height')),
    data: new Uint8Array(await response.arrayBuffer()),
  };
  pictures.set(name, made);
  return made;
}

function crop({ width, height, data }: ViewerPicture, column: number, row: number): ViewerPicture {
  const [left, top] = [column * tileSide, row * tileSide];
  const [w, h] = [Math.min(tileSide, width - left), Math.min(tileSide, height - top)];
  const cut = new Uint8Array(w * h * 3);
  for (let y = 0; y < h; y += 1) {
    const from = 3 * ((top + y) * width + left);
    cut.set(data.subarray(from, from + 3 * w), 3 * y * w);
  }
  return { width: w, height: h, data: cut };
}

function tilesOf(key: string, full: ViewerPicture): ViewerTiles {
  const { tiles } = report;
  return {
    key,
    attempt: 0,
    load: (column, row, signal) => {
      const name = `${key} ${column} ${row}`;
      tiles.asked.push(name);
      tileState.underWay += 1;
      tiles.most = Math.max(tiles.most, tileState.underWay);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          tileState.underWay -= 1;
          tiles.given.push(name);
          resolve(crop(full, column, row));
        }, tileState.delay);
        signal.addEventListener('abort', () => {
          if (tiles.given.includes(name)) return;
          clearTimeout(timer);
          tileState.underWay -= 1;
          tiles.aborted.push(name);
          reject(new DOMException('aborted', 'AbortError'));
        });
      });
    },
  };
}

async function layer({ key, draft, full }: PageLayer) {
  return {
    key,
    picture: await picture(draft),
    tiles: full === null ? null : tilesOf(key, await picture(full)),
  };
}

function Page() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => props,
  );
  report.renders += 1;
  const histograms = useHistograms(shown?.made ?? null, shown?.mix ?? neutral);
  if (shown === null) return null;
  return (
    <main>
      <div className="stage">
        <Viewer
          {...shown}
          {...heard}
          layers={shown.made}
          display={shown.cube}
          captionLines={Object.keys(shown.captions).length === 0 ? 0 : 1}
          text={text}
        />
      </div>
      <aside>
        <Histogram histograms={histograms} title="Histogram" />
      </aside>
    </main>
  );
}

const heard = {
  onZoom: (zoom: PageProps['zoom']) => {
    report.zoom = zoom;
    void set({ zoom });
  },
  onSplit: (split: number) => {
    report.split = split;
    void set({ split });
  },
  onPixel: (pixel: PageReport['pixel']) => {
    report.pixel = pixel;
  },
  onScale: (fit: number) => {
    report.fit = fit;
  },
};

const neutral = { strength: 1, finish: { brightness: 0, highlights: 0, colour: 0 } };
const text = {
  stage: 'Photo',
  lowLight: 'Low light',
  damaged: 'Damaged',
  enhanced: 'Enhanced',
  draft: 'draft',
  truth: 'Ground truth',
  difference: (gain: number, from: string) =>
    `Difference from ${from === 'truth' ? 'ground truth' : 'low light'} × ${gain}`,
  splitLine: 'Split between low light and enhanced',
  splitValue: (percent: number) => `${percent} % low light`,
  swap: 'Swap',
};
/** Changes some of what the viewer is given. The first call gives all of it. */
async function set(change: Partial<PageProps>): Promise<void> {
  const next = { ...props, ...change } as PageProps;
  const made =
    change.layers === undefined && props !== null
      ? props.made
      : {
          lowLight: await layer(next.layers.lowLight),
          enhanced: next.layers.enhanced && (await layer(next.layers.enhanced)),
          truth: next.layers.truth && (await layer(next.layers.truth)),
        };
  const cube = next.display === null ? null : await picture(next.display);
  props = { ...next, ...(change.zoom ? { zoom: change.zoom } : {}), made, cube };
  for (const listener of listeners) listener();
}

const twoFrames = () =>
  new Promise<void>((done) =>
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        done();
      }),
    ),
  );

function histograms(): PageHistograms {
  if (props === null) throw new Error('nothing is shown');
  const start = performance.now();
  const { before, after } = histogramOf(props.made, props.mix);
  return { before: [...before.luma], after: after && [...after.luma], ms: performance.now() - start };
}

/** The pixels of the photo's canvas at rest, as RGBA in device pixels. */
async function pixels(): Promise<{ width: number; height: number; data: string }> {
  const canvas = document.querySelector<HTMLCanvasElement>('.stage canvas');
  if (canvas === null) throw new Error('there is no canvas');
  const { data, width, height } = await drawnPixels(canvas);
  // A photo that moves is drawn with half the detail where frames come slowly: what is meant here comes after.
  if (width < Math.floor(canvas.clientWidth * devicePixelRatio)) {
    await new Promise((done) => setTimeout(done, 50));
    return pixels();
  }
  let binary = '';
  for (let i = 0; i < data.length; i += 32_768)
    binary += String.fromCharCode(...data.subarray(i, i + 32_768));
  return { width, height, data: btoa(binary) };
}

/** Draws the photo anew and copies it in the same frame: the buffer is empty afterwards. */
async function drawnPixels(canvas: HTMLCanvasElement): Promise<ImageData> {
  props = props && { ...props };
  for (const listener of listeners) listener();
  // React renders in a microtask, and the viewer asks for its frame there: this one must be asked for after it.
  await Promise.resolve();
  return new Promise((done) =>
    requestAnimationFrame(() => {
      const context = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
      if (context === null) throw new Error('there is no 2D context');
      context.drawImage(canvas, 0, 0);
      done(context.getImageData(0, 0, canvas.width, canvas.height));
    }),
  );
}

/** What the CPU makes of the drafts, for comparison with what the GPU drew. */
function composed(shows: Shown): number[] {
  if (props === null) throw new Error('nothing is shown');
  return [...composePicture(shows, { ...props, layers: props.made, display: props.cube }).data];
}

const api = {
  set,
  report: () => report,
  histograms,
  pixels,
  composed,
  twoFrames,
  tileDelay: (delay: number) => {
    tileState.delay = delay;
  },
  loseContext: () => {
    contextLoss()?.loseContext();
  },
  restoreContext: () => {
    contextLoss()?.restoreContext();
  },
  unmount: () => {
    root.unmount();
  },
};

let loss: WEBGL_lose_context | null = null;
function contextLoss(): WEBGL_lose_context | null {
  // Once lost, the context gives out no extensions any more.
  loss ??=
    document
      .querySelector<HTMLCanvasElement>('.stage canvas')
      ?.getContext('webgl2')
      ?.getExtension('WEBGL_lose_context') ?? null;
  return loss;
}

const host = document.createElement('div');
document.body.append(host);
const root = createRoot(host);
root.render(<Page />);
Object.assign(window, { viewerTest: api });

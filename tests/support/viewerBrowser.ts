/** @file The viewer alone in a real browser, on a page that gets its pictures from the test. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import type { PageHistograms, PageProps, PageReport, PictureData } from '../pages/protocol';

export const chromiumPath = process.env.CANDELA_CHROMIUM ?? '/usr/bin/chromium';

/** Tests that need a browser are left out where there is none. */
export const hasChromium = existsSync(chromiumPath);

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Draws with the CPU, the same on every machine. */
const softwareGl = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

export function launchChromium({ webgl = true } = {}): Promise<Browser> {
  const gl = webgl ? softwareGl : ['--disable-gpu', '--disable-3d-apis'];
  return chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', ...gl] });
}

const layout = `
  html, body, body > div, main { margin: 0; height: 100%; background: var(--surface-0); font: 13px system-ui, sans-serif; }
  .stage { position: absolute; inset: 58px 318px 150px 74px; }
  aside { position: absolute; right: 16px; top: 58px; width: 272px; }
`;

/** The page as one text. */
async function pageHtml(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`${root}tests/pages/viewerPage.tsx`],
    bundle: true,
    write: false,
    outdir: 'out',
    format: 'iife',
    target: 'chrome114',
    jsx: 'automatic',
    tsconfig: `${root}tsconfig.base.json`,
    loader: { '.module.css': 'local-css' },
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  const text = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
  const tokens = await readFile(`${root}src/renderer/styles/tokens.css`, 'utf8');
  const script = text('.js').replaceAll('</script', '<\\/script');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Viewer</title><style>${tokens}${layout}${text('.css')}</style><body><script>${script}</script>`;
}

let html: Promise<string> | undefined;

export const neutral = { strength: 1, finish: { brightness: 0, highlights: 0, colour: 0 } };

export type ViewerPage = {
  page: Page;
  set(change: Partial<PageProps>): Promise<void>;
  report(): Promise<PageReport>;
  pixels(): Promise<Picture4>;
  histograms(): Promise<PageHistograms>;
  /** RGB rows of what the CPU makes of the drafts. */
  composed(shows: 'lowLight' | 'enhanced' | 'truth' | 'difference'): Promise<number[]>;
  /** Calls something else of the page by its name. */
  call(name: string, argument?: number): Promise<void>;
  /** What went wrong in the page. */
  errors: string[];
};

/** RGBA rows. */
export type Picture4 = { width: number; height: number; at(x: number, y: number): number[] };

/** Opens the page with these pictures and props. */
export async function openViewer(
  browser: Browser,
  given: { pictures: Record<string, PictureData>; props: PageProps; context?: BrowserContextOptions },
): Promise<ViewerPage> {
  html ??= pageHtml();
  const body = await html;
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...given.context });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  const served = await servePictures(given.pictures, body);
  context.on('close', served.close);
  await page.goto(served.url);
  const viewer = bind(page, errors);
  await viewer.set(given.props);
  await viewer.call('twoFrames');
  return viewer;
}

/** A server on this machine: the driver would take a second to hand over a picture of 9 MB. */
async function servePictures(
  pictures: Record<string, PictureData>,
  body: string,
): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    const picture = pictures[(request.url ?? '').replace('/picture/', '')];
    if (picture === undefined) {
      response.writeHead(200, { 'content-type': 'text/html' }).end(body);
      return;
    }
    const { width, height, data } = picture;
    response.writeHead(200, { 'x-width': width, 'x-height': height }).end(Buffer.from(data));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${address.port}/`, close };
}

function bind(page: Page, errors: string[]): ViewerPage {
  const ask = <T>(name: string, argument?: unknown): Promise<T> =>
    page.evaluate<T>(`window.viewerTest.${name}(${argument === undefined ? '' : JSON.stringify(argument)})`);
  return {
    page,
    errors,
    set: async (change) => {
      await ask('set', change);
      await ask('twoFrames');
    },
    report: () => ask('report'),
    histograms: () => ask('histograms'),
    composed: (shows) => ask('composed', shows),
    call: (name, argument) => ask(name, argument),
    pixels: async () => {
      const { width, height, data } = await ask<{ width: number; height: number; data: string }>('pixels');
      const bytes = Buffer.from(data, 'base64');
      return {
        width,
        height,
        at: (x, y) => [...bytes.subarray(4 * (y * width + x), 4 * (y * width + x) + 4)],
      };
    },
  };
}

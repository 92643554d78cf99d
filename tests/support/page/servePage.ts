import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import sharp from 'sharp';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};
/** The page's own policy in the app, which the page has to live with here, too. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src candela: blob:; connect-src 'self' candela:; worker-src 'self'; " +
  "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

async function bundle(entry: string, format: 'esm' | 'iife'): Promise<Map<string, string>> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: { renderer: entry },
    outdir: 'out',
    write: false,
    bundle: true,
    platform: 'browser',
    format,
    target: 'chrome114',
    jsx: 'automatic',
    // The formulas' fonts are left out: nothing here depends on their shapes.
    loader: { '.glsl': 'text', '.woff2': 'empty', '.woff': 'empty', '.ttf': 'empty' },
    tsconfig: 'tsconfig.base.json',
    define: { 'process.env.NODE_ENV': '"production"', CANDELA_VERSION: '"0.1.0"' },
    logLevel: 'warning',
  });
  return new Map(outputFiles.map(({ path, text }) => [extname(path), text]));
}

export type ServedPage = { url: string; fakeBridge: string; close: () => Promise<void> };

/** Bundles the page and the fake bridge and serves the page with the samples on a free port of this machine. */
export async function servePage(entry = 'src/renderer/main.tsx'): Promise<ServedPage> {
  const [page, fake] = await Promise.all([
    bundle(entry, 'esm'),
    bundle('tests/support/page/fakeBridge.ts', 'iife'),
  ]);
  const server = createServer((request, response) => {
    void answer(new URL(request.url ?? '/', 'http://page'), page).then(({ body, headers }) => {
      response.writeHead(body === null ? 404 : 200, { ...headers, 'content-security-policy': policy });
      response.end(body ?? '');
    });
  });
  const url = await listening(server);
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
      server.closeAllConnections();
    });
  return { url, fakeBridge: fake.get('.js') ?? '', close };
}

function listening(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}/` : '');
    });
  });
}

type Sent = { body: string | Buffer | null; headers: Record<string, string> };

const pixels = new Map<string, Promise<Sent>>();

/** A sample's RGB rows, long edge at most `edge`. Each is decoded once; in the page every window would do it again. */
function samplePixels(name: string, edge: number): Promise<Sent> {
  const key = `${name} ${edge}`;
  const made = pixels.get(key) ?? decode(name, edge);
  pixels.set(key, made);
  return made;
}

async function decode(name: string, edge: number): Promise<Sent> {
  const { data, info } = await sharp(join(root, 'assets/samples', name))
    .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { body: data, headers: { 'x-width': String(info.width), 'x-height': String(info.height) } };
}

async function answer({ pathname, searchParams }: URL, page: Map<string, string>): Promise<Sent> {
  const headers = { 'content-type': types[extname(pathname)] ?? 'text/html' };
  if (pathname === '/') return { body: await readFile(join(root, 'src/renderer/index.html')), headers };
  if (pathname.startsWith('/renderer.')) return { body: page.get(extname(pathname)) ?? null, headers };
  const sample = /^\/samples\/((?:truth\/)?\w+\.jpg)$/.exec(pathname)?.[1];
  if (sample === undefined) return { body: null, headers };
  return samplePixels(sample, Number(searchParams.get('edge')));
}

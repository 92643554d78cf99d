import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { ImageStore } from '../photo/ImageStore';

/** The only scheme of the program; its two hosts are the page and the pixels of photos. */
export const scheme = 'candela';
export const pageOrigin = 'candela://app';
export const pageUrl = `${pageOrigin}/index.html`;

/** Allows only the app's own files. No inline scripts or styles, no frames, no forms. */
export const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  'img-src candela: blob:',
  "connect-src 'self' candela:",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export type Reply = {
  readonly status: number;
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

export type Sources = {
  /** Folder of the page's files. */
  readonly pageFolder: string;
  /** Names of the files in it that the page may load. No others are served. */
  readonly pageFiles: ReadonlySet<string>;
  readonly images: Pick<ImageStore, 'take'>;
};

const imagePath = /^\/([0-9a-f]{32})\/([0-9a-f]{32})$/;

/**
 * Answers a request for `candela://…`: files of the page by their exact name, pixels by two handles from the main process.
 * No path on the disk can be named.
 */
export async function respond(address: string, method: string, sources: Sources): Promise<Reply> {
  const url = new URL(address);
  if (url.protocol !== `${scheme}:` || url.username !== '' || url.port !== '') return refusal(403);
  if (method !== 'GET') return refusal(405);
  if (url.host === 'app') return pageFile(url, sources);
  if (url.host === 'photo') return pixels(url, sources);
  return refusal(404);
}

async function pageFile({ pathname }: URL, { pageFolder, pageFiles }: Sources): Promise<Reply> {
  const name = pathname.slice(1);
  const type = types[extname(name)];
  if (!pageFiles.has(name) || type === undefined) return refusal(404);
  const headers = {
    'Content-Security-Policy': contentPolicy,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
  };
  return reply({ status: 200, type, headers, body: await readFile(join(pageFolder, name)) });
}

function pixels({ pathname, search }: URL, { images }: Sources): Reply {
  const [, photo = '', image = ''] = imagePath.exec(pathname) ?? [];
  const body = search === '' ? images.take(photo, image) : undefined;
  if (!body) return refusal(404);
  const headers = { 'Access-Control-Allow-Origin': pageOrigin };
  return reply({ status: 200, type: 'application/octet-stream', headers, body });
}

function refusal(status: number): Reply {
  return reply({ status, type: 'text/plain', headers: {}, body: new Uint8Array(0) });
}

function reply({ headers, ...rest }: Reply): Reply {
  return {
    ...rest,
    headers: { ...headers, 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' },
  };
}

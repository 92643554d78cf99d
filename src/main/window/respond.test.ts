import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import fc from 'fast-check';
import { ImageStore } from '../photo/ImageStore';
import { newHandle } from '../photo/PhotoRegistry';
import { respond, type Sources } from './respond';

let folder = '';
let images: ImageStore;
let sources: Sources;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'candela-page-'));
  for (const name of ['index.html', 'renderer.js', 'renderer.js.map', 'secret.txt']) {
    writeFileSync(join(folder, name), name);
  }
  images = new ImageStore(1000);
  const pageFiles = new Set(['index.html', 'renderer.js', 'secret.txt']);
  sources = { pageFolder: folder, pageFiles, images };
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const get = (url: string, method = 'GET') => respond(url, method, sources);
const picture = { width: 2, height: 1, data: new Uint8Array([1, 2, 3, 4, 5, 6]) };

describe('respond', () => {
  it('gives the page with its policy', async () => {
    const { status, type, headers, body } = await get('candela://app/index.html');
    expect({ status, type, text: Buffer.from(body).toString() }).toEqual({
      status: 200,
      type: 'text/html; charset=utf-8',
      text: 'index.html',
    });
    const policy = headers['Content-Security-Policy'] ?? '';
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
    expect(policy).not.toMatch(/unsafe|http|\*/);
  });

  it('gives pixels once, to the page alone', async () => {
    const photo = newHandle();
    const { image } = images.put(photo, picture);
    const url = `candela://photo/${photo}/${image}`;
    const first = await get(url);
    expect([...first.body]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(first.headers['Access-Control-Allow-Origin']).toBe('candela://app');
    expect((await get(url)).status).toBe(404);
  });

  it('gives pixels only with both handles', async () => {
    const photo = newHandle();
    const { image } = images.put(photo, picture);
    for (const path of [`${newHandle()}/${image}`, `${photo}/${newHandle()}`, `${image}/${photo}`, photo]) {
      expect((await get(`candela://photo/${path}`)).status).toBe(404);
    }
    expect((await get(`candela://photo/${photo}/${image}?x`)).status).toBe(404);
    expect((await get(`candela://photo/${photo}/${image}`)).status).toBe(200);
  });

  it.each([
    ['candela://app/'],
    ['candela://app/renderer.js.map'],
    ['candela://app/secret.txt'],
    ['candela://app/package.json'],
    ['candela://app//index.html'],
    ['candela://app/./renderer/../index.html%00'],
    ['candela://app/../../../../etc/passwd'],
    ['candela://app/..%2f..%2fetc/passwd'],
    ['candela://app/%2e%2e/%2e%2e/etc/passwd'],
    ['candela://app/..\\..\\windows\\win.ini'],
    ['candela://app/C:/windows/win.ini'],
    ['candela://app//server/share/x.html'],
    ['candela://app/INDEX.HTML'],
    ['candela://app/index.html/'],
    ['candela://app/constructor'],
    ['candela://photo/etc/passwd'],
    ['candela://photo/%2fetc%2fpasswd/'],
    ['candela://evil/index.html'],
    ['candela://app.evil/index.html'],
  ])('refuses %s', async (url) => {
    const { status, body } = await get(url);
    expect(status).toBe(404);
    expect(body).toHaveLength(0);
  });

  it.each([
    ['candela://me@app/index.html'],
    ['candela://app:80/index.html'],
    ['file:///etc/passwd'],
    ['http://app/index.html'],
  ])('forbids %s', async (url) => {
    expect((await get(url)).status).toBe(403);
  });

  it.each([['POST'], ['PUT'], ['DELETE'], ['HEAD']])('refuses %s', async (method) => {
    expect((await get('candela://app/index.html', method)).status).toBe(405);
  });

  it('gives nothing for any other path', async () => {
    await fc.assert(
      fc.asyncProperty(fc.webPath(), fc.constantFrom('app', 'photo'), async (path, host) => {
        const { status } = await get(`candela://${host}${path}`);
        expect(['/index.html', '/renderer.js'].includes(path) || status === 404).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

describe('ImageStore', () => {
  it('makes room by letting the oldest go', () => {
    const store = new ImageStore(picture.data.length * 2);
    const photo = newHandle();
    const refs = [1, 2, 3].map(() => store.put(photo, picture));
    expect(refs.map(({ image }) => store.take(photo, image) !== undefined)).toEqual([false, true, true]);
  });

  it('keeps one image that is larger than its limit', () => {
    const store = new ImageStore(1);
    const photo = newHandle();
    const { image } = store.put(photo, picture);
    expect(store.take(photo, image)).toBe(picture.data);
  });

  it('forgets the images of a photo that was closed', () => {
    const store = new ImageStore(1000);
    const photo = newHandle();
    const { image } = store.put(photo, picture);
    const { image: fetched } = store.put(photo, picture);
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    store.dropSoon(photo);
    expect(store.take(photo, fetched)).toBe(picture.data);
    vi.advanceTimersByTime(10_000);
    expect(store.take(photo, image)).toBeUndefined();
  });
});

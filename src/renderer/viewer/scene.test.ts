import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cameraOf } from './camera';
import { arrange, contentsOf } from './panes';
import { isEmpty } from './rectangle';
import { layOut, pixelAt, sceneOf, type Scene, type SceneOptions } from './scene';
import type { ViewKind } from './viewerProps';

const views: ViewKind[] = ['split', 'side', 'blink', 'difference', 'truth'];
const base: SceneOptions = {
  view: 'split',
  hasEnhanced: true,
  hasTruth: true,
  original: false,
  stage: { width: 900, height: 600 },
  ratio: 1,
  photo: { width: 6000, height: 4000 },
  split: 0.5,
  captionLines: 0,
  pointer: null,
};

function made(change: Partial<SceneOptions>, zoom: Parameters<typeof cameraOf>[0] = { kind: 'fit' }): Scene {
  const options = { ...base, ...change };
  const panes = layOut(options);
  const pane = panes[0]!.area;
  return sceneOf(options, panes, cameraOf(zoom, { photo: options.photo, pane, ratio: options.ratio }));
}

describe('contentsOf', () => {
  const shown = (view: ViewKind, change: Partial<SceneOptions> = {}) =>
    contentsOf({ ...base, view, ...change }).map(({ shows, beyond }) =>
      beyond ? `${shows}|${beyond}` : shows,
    );

  it.each([
    ['split', ['lowLight|enhanced']],
    ['side', ['lowLight', 'enhanced']],
    ['blink', ['enhanced']],
    ['difference', ['difference']],
    ['truth', ['truth', 'lowLight', 'enhanced']],
  ] as const)('shows in %s: %j', (view, expected) => {
    expect(shown(view)).toEqual(expected);
  });

  it.each(views)('shows the photo alone in %s while there is no result and no truth', (view) => {
    expect(shown(view, { hasEnhanced: false, hasTruth: false })).toEqual(['lowLight']);
  });

  it.each(views)('shows no result in %s while the key for the original is held', (view) => {
    const all = shown(view, { original: true }).join();
    expect(all).toContain('lowLight');
    expect(all).not.toMatch(/enhanced|difference/);
  });

  it('is side by side where the truth is missing', () => {
    expect(shown('truth', { hasTruth: false })).toEqual(['lowLight', 'enhanced']);
  });
});

describe('arrange', () => {
  it('puts upright photos beside each other and wide ones above each other', () => {
    const stage = { width: 1000, height: 800 };
    const upright = arrange(2, { stage, photo: { width: 2000, height: 3000 }, gap: 6, band: 0 });
    expect(upright.map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [503, 0],
    ]);
    const wide = arrange(2, { stage, photo: { width: 6000, height: 2000 }, gap: 6, band: 0 });
    expect(wide.map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [0, 403],
    ]);
  });

  it.each([
    ['stacks landscapes wherever that shows them larger', 2, [948, 660], [6000, 4000], 1],
    ['keeps them beside each other where it comes to the same', 2, [948, 634], [6000, 4000], 2],
    ['puts three landscapes into two rows', 3, [948, 640], [6000, 4000], 2],
    ['puts three upright photos into one row', 3, [948, 640], [4000, 6000], 3],
    ['keeps small photos, which fit does not enlarge, beside each other', 2, [948, 700], [300, 200], 2],
  ] as const)('%s', (_name, count, [stageWidth, stageHeight], [width, height], across) => {
    const stage = { width: stageWidth, height: stageHeight };
    const areas = arrange(count, { stage, photo: { width, height }, gap: 6, band: 0 });
    expect(areas.filter(({ y }) => y === 0)).toHaveLength(across);
  });

  it('leaves room for captions under each pane', () => {
    const stage = { width: 948, height: 640 };
    const areas = arrange(3, { stage, photo: { width: 6000, height: 4000 }, gap: 6, band: 56 });
    expect(areas.map(({ y, height }) => [y, height])).toEqual([
      [0, 261],
      [0, 261],
      [323, 261],
    ]);
  });

  it('gives all panes one size and keeps them apart', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 60, max: 4000 }),
        fc.integer({ min: 60, max: 4000 }),
        fc.integer({ min: 1, max: 9000 }),
        fc.constantFrom(0, 24),
        (count, width, height, photoWidth, band) => {
          const areas = arrange(count, {
            stage: { width, height },
            photo: { width: photoWidth, height: 1000 },
            gap: 6,
            band,
          });
          expect(new Set(areas.map((area) => `${area.width}×${area.height}`)).size).toBe(1);
          const last = areas.at(-1)!;
          expect(last.x + last.width).toBeLessThanOrEqual(width);
          expect(last.y + last.height + band).toBeLessThanOrEqual(height);
          areas.slice(1).forEach(({ x, y }, i) => {
            const [across, down] = [x - areas[i]!.x - last.width, y - areas[i]!.y - last.height - band];
            expect(Math.max(across, down)).toBe(6);
          });
        },
      ),
    );
  });
});

describe('sceneOf', () => {
  it('locks panes together: the same pixel lies at the same place of each', () => {
    const { panes, scale } = made({ view: 'truth' }, { kind: 'scale', scale: 2.5, x: 1234, y: 987 });
    expect(panes).toHaveLength(3);
    const places = panes.map(({ area, origin }) => [origin.x - area.x, origin.y - area.y]);
    expect(places).toEqual([places[0], places[0], places[0]]);
    const [first, second] = panes;
    const inFirst = { x: first!.area.x + 31, y: first!.area.y + 57 };
    const inSecond = { x: second!.area.x + 31, y: second!.area.y + 57 };
    expect(pixelAt({ panes, scale }, inFirst)).toEqual(pixelAt({ panes, scale }, inSecond));
  });

  it('cuts the photo at the line without gap or overlap', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0.2, 1, 8), (split, scale) => {
        const { parts, panes, splitX } = made({ split }, { kind: 'scale', scale, x: 3000, y: 2000 });
        const [left, right] = parts;
        expect([left!.shows, right!.shows]).toEqual(['lowLight', 'enhanced']);
        expect(left!.clip.x).toBe(panes[0]!.seen.x);
        expect(left!.clip.x + left!.clip.width).toBe(splitX);
        expect(right!.clip.x).toBe(splitX);
        expect(right!.clip.width + left!.clip.width).toBe(panes[0]!.seen.width);
      }),
    );
  });

  it('holds a whole loupe in the stage, with the pixel under the pointer where its halves meet', () => {
    for (const pointer of [
      { x: 450, y: 300 },
      { x: 2, y: 2 },
      { x: 897, y: 597 },
    ]) {
      const { loupe, parts } = made({ pointer });
      const { centre, radius, pixel, scale } = loupe!;
      expect([scale, radius]).toEqual([4, 120]);
      expect(centre.x).toBeGreaterThanOrEqual(radius);
      expect(centre.y + radius).toBeLessThanOrEqual(600);
      const halves = parts.filter((part) => part.scale === scale && !isEmpty(part.clip));
      for (const { origin } of halves) {
        expect(Math.abs(origin.x + (pixel.x + 0.5) * scale - centre.x)).toBeLessThanOrEqual(0.5);
      }
      expect(halves.map(({ shows }) => shows)).toContain('enhanced');
    }
  });

  it('has no loupe beside the photo', () => {
    expect(made({ photo: { width: 1000, height: 4000 }, pointer: { x: 10, y: 300 } }).loupe).toBeNull();
  });
});

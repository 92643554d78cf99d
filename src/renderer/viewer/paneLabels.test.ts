import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cameraOf } from './camera';
import type { Point } from './rectangle';
import { layOut, sceneOf, type SceneOptions } from './scene';
import { labelPlaces, paneLabels } from './paneLabels';
import type { LayerName, ViewerLayer, ViewerText } from './viewerProps';

const layer: ViewerLayer = {
  key: '',
  picture: { width: 1, height: 1, data: new Uint8Array(3) },
  tiles: null,
};
const text: ViewerText = {
  stage: '',
  lowLight: 'Low light',
  damaged: 'Damaged',
  enhanced: 'Enhanced',
  draft: 'draft',
  truth: 'Ground truth',
  difference: (gain, from) => `${from} × ${gain}`,
  splitLine: '',
  splitValue: String,
  swap: '',
};
const given = {
  text,
  captions: { lowLight: '7.9 dB', enhanced: '24.6 dB' },
  isDraft: false,
  pending: [] as readonly LayerName[],
  differenceGain: 8,
  layers: { lowLight: layer, enhanced: layer, truth: null },
};

describe('paneLabels', () => {
  it('names each side, with its caption', () => {
    const labels = paneLabels([{ shows: 'lowLight', beyond: 'enhanced' }], given);
    expect(labels.map(({ text: words }) => words)).toEqual(['Low light', '7.9 dB', 'Enhanced', '24.6 dB']);
    expect(new Set(labels.map(({ id }) => id)).size).toBe(4);
  });

  it('says that it is a draft, and what a difference is from and how much it is raised', () => {
    const words = (shows: 'enhanced' | 'lowLight' | 'difference', change: Partial<typeof given>) =>
      paneLabels([{ shows, beyond: null }], { ...given, captions: {}, ...change })[0]!.text;
    expect(words('enhanced', { isDraft: true })).toBe('Enhanced · draft');
    expect(words('enhanced', { pending: ['enhanced'] })).toBe('Enhanced · draft');
    expect(words('enhanced', { pending: ['lowLight'] })).toBe('Enhanced');
    expect(words('lowLight', { pending: ['lowLight'] })).toBe('Low light · draft');
    expect(words('difference', {})).toBe('lowLight × 8');
    const withTruth = { ...given.layers, truth: layer };
    expect(
      paneLabels([{ shows: 'difference', beyond: null }], { ...given, layers: withTruth })[0]!.text,
    ).toBe('truth × 8');
  });
});

describe('paneLabels of a damaged photo', () => {
  it('says so in the place of low light, with a warning', () => {
    const contents = [{ shows: 'lowLight', beyond: null } as const];
    const labels = paneLabels(contents, { ...given, captions: {}, isDamaged: true });
    expect(labels).toMatchObject([{ text: 'Damaged', kind: 'warning' }]);
    expect(paneLabels(contents, { ...given, captions: {} })).toMatchObject([{ kind: 'label' }]);
  });
});

describe('labelPlaces', () => {
  it('keeps labels on the photo, captions under it, and none over another', () => {
    const options = fc.record<SceneOptions>({
      view: fc.constantFrom('split', 'side', 'truth'),
      hasEnhanced: fc.constant(true),
      hasTruth: fc.constant(true),
      original: fc.boolean(),
      stage: fc.record({
        width: fc.integer({ min: 60, max: 1500 }),
        height: fc.integer({ min: 30, max: 900 }),
      }),
      ratio: fc.constantFrom(1, 2),
      photo: fc.record({
        width: fc.integer({ min: 10, max: 8000 }),
        height: fc.integer({ min: 10, max: 8000 }),
      }),
      split: fc.double({ min: 0, max: 1, noNaN: true }),
      captionLines: fc.constantFrom(0, 1, 3),
      pointer: fc.constant(null),
    });
    fc.assert(
      fc.property(options, fc.integer({ min: 20, max: 220 }), (scened, width) => {
        const panes = layOut(scened);
        const bounds = { photo: scened.photo, pane: panes[0]!.area, ratio: scened.ratio };
        const scene = sceneOf(scened, panes, cameraOf({ kind: 'fit' }, bounds));
        const ids = paneLabels(panes, given).map(({ id }) => id);
        const sizes = new Map(ids.map((id) => [id, { width, height: 22 }]));
        const found = labelPlaces(scene, { ratio: scened.ratio, sizes });
        const isOn = (id: string, place: Point) =>
          scene.panes.some(({ seen }) => {
            const [top, bottom] = [place.y * scened.ratio, (place.y + 22) * scened.ratio];
            const isInRow = id.endsWith('caption')
              ? top >= seen.y + seen.height && bottom <= seen.y + seen.height + scene.band + 1e-6
              : top >= seen.y - 1e-6 && bottom <= seen.y + seen.height + 1e-6;
            const [left, right] = [place.x * scened.ratio, (place.x + width) * scened.ratio];
            return isInRow && left >= seen.x - 1e-6 && right <= seen.x + seen.width + 1e-6;
          });
        for (const [id, place] of found) if (place !== null) expect(isOn(id, place)).toBe(true);
        const places = [...found.values()].filter((place) => place !== null);
        places.forEach((a, i) => {
          for (const b of places.slice(i + 1)) {
            expect(Math.abs(a.x - b.x) >= width || Math.abs(a.y - b.y) >= 22).toBe(true);
          }
        });
      }),
    );
  });

  it('leaves captions out where a row is too low for them', () => {
    const low: SceneOptions = {
      view: 'side',
      hasEnhanced: true,
      hasTruth: true,
      original: false,
      stage: { width: 60, height: 30 },
      ratio: 1,
      photo: { width: 273, height: 10 },
      split: 0,
      captionLines: 3,
      pointer: null,
    };
    const panes = layOut(low);
    const bounds = { photo: low.photo, pane: panes[0]!.area, ratio: 1 };
    const scene = sceneOf(low, panes, cameraOf({ kind: 'fit' }, bounds));
    const sizes = new Map(paneLabels(panes, given).map(({ id }) => [id, { width: 20, height: 22 }]));
    const found = labelPlaces(scene, { ratio: 1, sizes });
    expect([...found].filter(([, place]) => place !== null)).toEqual([]);
  });
});

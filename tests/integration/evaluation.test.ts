import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MetricId, ModelCard } from '@contract';

const fileAt = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** What `npm run evaluate` wrote. */
const Evaluated = z.object({
  models: z.record(z.string(), z.string()),
  sets: z.record(
    z.enum(['samples', 'lol']),
    z.object({
      title: z.string(),
      means: z.record(z.string(), z.looseObject({ pairs: z.int().positive() })),
    }),
  ),
});
const evaluated = Evaluated.parse(JSON.parse(fileAt('docs/evaluation.json')));

/**
 * How far the app's means over the LOL pairs may be from those that the training side measured for the cards. A network that sees only
 * the pixels around each pixel gives the same on both sides, so its row holds the metrics' definitions together.
 */
const tolerances: Partial<Record<MetricId, number>> = {
  psnr: 0.01,
  ssim: 0.001,
  psnrGtMean: 0.01,
  ssimGtMean: 0.001,
  deltaE: 0.02,
};

/** The others see the whole photo, which the app gives them in tiles or makes small in another way (docs/measured.md). */
const ofWholePhotos: Partial<Record<MetricId, number>> = {
  psnr: 0.35,
  ssim: 0.01,
  psnrGtMean: 0.35,
  ssimGtMean: 0.01,
  deltaE: 0.4,
};
const seesWhole = new Set(['candela', 'candela-lol', 'mirnet']);

const models = readdirSync(new URL('../../models', import.meta.url)).sort();

describe('the honest table', () => {
  it.each(models)('is about the file that is shipped, and agrees with its card: %s', (id) => {
    const card = ModelCard.parse(JSON.parse(fileAt(`models/${id}/card.json`)));
    expect(evaluated.models[id]).toBe(card.sha256);
    const { title, means } = evaluated.sets.lol;
    const rows = card.measured.filter(({ set }) => set === title);
    expect(rows.map(({ metric }) => metric)).toEqual(Object.keys(tolerances));
    for (const { metric, value } of rows) {
      const own = z.number().parse(means[id]?.[metric]);
      expect(Math.abs(own - value), `${metric}: ${own} and ${value}`).toBeLessThanOrEqual(
        (seesWhole.has(id) ? ofWholePhotos : tolerances)[MetricId.parse(metric)]!,
      );
    }
  });

  it('stands in the docs as it was measured', () => {
    const page = fileAt('docs/measured.md');
    for (const { title, means } of Object.values(evaluated.sets))
      for (const [model, scores] of Object.entries(means)) {
        const row = `| ${title} (${scores.pairs}) | ${model} | ${z.number().parse(scores.psnr).toFixed(2)} |`;
        expect(page).toContain(row);
      }
  });
});

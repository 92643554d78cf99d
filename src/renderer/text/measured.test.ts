import { readFileSync, readdirSync } from 'node:fs';
import { ModelCard } from '@contract';
import { describe, expect, it } from 'vitest';
import { measuredSets } from './measured';

const models = new URL('../../../models/', import.meta.url);
const cards = readdirSync(models).map((id) =>
  ModelCard.parse(JSON.parse(readFileSync(new URL(`${id}/card.json`, models), 'utf8'))),
);

describe('measuredSets', () => {
  it('groups by set, sorts the metrics, and says a common note once', () => {
    const note = '15 pictures; untouched: 9.16 dB';
    const sets = measuredSets([
      { set: 'LOL, real pairs', metric: 'deltaE', value: 11.444, note },
      { set: 'do no harm', metric: 'gradientStep', value: 1.306, note: 'wanted: 2 or less' },
      { set: 'LOL, real pairs', metric: 'psnr', value: 20.532, note },
      { set: 'LOL, real pairs', metric: 'clippedMore', value: -0.033, note: 'share of samples' },
    ]);
    expect(sets).toEqual([
      {
        set: 'LOL, real pairs',
        note,
        rows: [
          { metric: 'psnr', label: 'PSNR', value: '20.53 dB' },
          { metric: 'deltaE', label: 'Colour difference (CIEDE2000)', value: '11.4' },
          { metric: 'clippedMore', label: 'Newly black or white', value: '−0.033', note: 'share of samples' },
        ],
      },
      {
        set: 'Does it do harm? Test pictures and bursts',
        rows: [
          {
            metric: 'gradientStep',
            label: 'Largest step in a smooth slope',
            value: '1.31 / 255',
            note: 'wanted: 2 or less',
          },
        ],
      },
    ]);
  });

  it('puts a metric that it does not know into words, after the others', () => {
    const rows = ['edgeLoss', 'otherThing', 'ssim'].map((metric) => ({ set: 'mine', metric, value: 1 }));
    const labels = measuredSets(rows).flatMap((set) => set.rows.map(({ label }) => label));
    expect(labels).toEqual(['SSIM', 'Edge loss', 'Other thing']);
  });

  it.each(cards)('has words of its own for every metric of $id', ({ measured }) => {
    for (const { rows } of measuredSets(measured))
      for (const { metric, label } of rows) {
        const spelled = metric.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
        if (!['psnr', 'ssim'].includes(metric)) expect(label.toLowerCase()).not.toBe(spelled);
        expect(label).not.toContain(metric);
      }
  });
});

import { useStore } from 'zustand';
import { z } from 'zod';
import { useAttention, type Attention } from '../../../figure/inside/useInside';
import { useModelOptions } from '../../../figure/lessonModel';
import { shown } from '../../../figure/number';
import { learn } from '../../../state/learn';
import { pageValues } from '../../../state/pageValues';

/** The fusion and the dual attention unit that are shown, by their place in the file. */
export const values = pageValues(
  'mirnet',
  z.strictObject({ fusion: z.int().min(0).default(0), unit: z.int().min(0).default(0) }),
);

const lights: Readonly<Record<string, number>> = { black: 0, bright: 5 };
const model = 'mirnet';

export type Fusion = Attention['fusions'][number];

/** The attention in the shipped MIRNet, with this photo in it. */
export function useMirnet() {
  const { fusion: wantedFusion, unit: wantedUnit } = values.useValues();
  const broken = useStore(learn, (state) => state.broken);
  const isThere = useModelOptions().some(({ value }) => value === model);
  const answer = useAttention({ model, controls: {}, light: lights[broken ?? ''] ?? 1 });
  const { fusions = [], places = [], channels = [], levels = [], input = null } = answer.value ?? {};
  const fusion = fusions[Math.min(wantedFusion, fusions.length - 1)];
  const place = places[Math.min(wantedUnit, places.length - 1)];
  const channel = channels.find(({ name }) => name === place?.name);
  return { answer, isThere, levels, fusions, places, fusion, place, channel, input };
}

/** Mean weight of each stream over all channels. */
export function meansOf({ weights }: Fusion): readonly number[] {
  return weights.map(
    (stream) => stream.reduce((sum, weight) => sum + weight, 0) / Math.max(1, stream.length),
  );
}

/** “1/4 of the photo”. */
export const levelWords = (step: number | undefined): string => (step === undefined ? '–' : `1/${step}`);

/** Names of MIRNet's parts in the file, and what they are called here. */
const parts: Readonly<Record<string, string>> = {
  before: 'before the fusion',
  fuse: 'fusion',
  after: 'after the fusion',
  last_fuse: 'last fusion',
  detail: 'detail unit',
};

/** “groups.0.blocks.0.fuse.1_1” is the fusion of group 1: people count from 1, and the level is told beside it. */
export function unitWords(name: string): string {
  const group = /groups\.(\d+)/.exec(name)?.[1];
  const last = name.replace(/^groups\.\d+\.(blocks\.\d+\.)?/, '').replace(/(\.\d+)?(_\d+)?$/, '');
  const part = parts[last] ?? last;
  return group === undefined ? part : `group ${Number(group) + 1}, ${part}`;
}

/** What the figure shows, in words. */
export function useSays(): string {
  const { answer, levels, fusion, place, channel } = useMirnet();
  if (answer.value === null || fusion === undefined || place === undefined)
    return answer.error?.message ?? '';
  const means = meansOf(fusion).map((mean, stream) => {
    const level = levels[fusion.levels[stream] ?? 0];
    return `${shown(100 * mean, 0)} % for ${levelWords(level?.step)}`;
  });
  const weights = channel?.weights ?? [];
  const range =
    weights.length === 0
      ? ''
      : ` Channel attention runs from ${shown(Math.min(...weights), 2)} to ${shown(Math.max(...weights), 2)}`;
  return `The fusion at ${levelWords(levels[fusion.level]?.step)} gives the streams ${means.join(', ')} of the weight, on average.${range}${range === '' ? ' S' : ', s'}patial attention from ${shown(place.min, 2)} to ${shown(place.max, 2)}.`;
}

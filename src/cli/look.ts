import { CandelaError, FinishSettings, type ModelCard } from '@contract';
import type { EnhanceValues } from './enhanceValues';
import { words } from './text';

/** What the options change: the model's part, and the finishing's part. */
export type Adjustments = { controls: Record<string, number>; finish: FinishSettings };

type LookValues = Pick<EnhanceValues, 'control' | 'brightness' | 'denoise' | 'highlights' | 'colour'>;

const invalid = (reason: string): CandelaError => new CandelaError('usage.invalid', { reason });

/**
 * The look that the options ask for. Brightness goes to the model if its card has that control, otherwise to the finishing.
 * Denoising is always the model's. Ranges of controls are checked elsewhere.
 * @param card undefined when the model's card cannot be used: every photo will fail with the reason.
 * @throws CandelaError `usage.invalid`
 */
export function lookOf(values: LookValues, card: ModelCard | undefined): Adjustments {
  const { control = {}, brightness, denoise, highlights, colour } = values;
  const isOwn = card?.controls.some(({ name }) => name === 'brightness') ?? false;
  const given = { ...(isOwn && { brightness }), denoise };
  const own = Object.fromEntries(
    Object.entries(given).filter((pair): pair is [string, number] => pair[1] !== undefined),
  );
  const twice = Object.keys(own).find((name) => name in control);
  if (twice !== undefined) throw invalid(words.controlTwice(twice));
  const finish = FinishSettings.safeParse({ highlights, colour, ...(!isOwn && { brightness }) });
  if (!finish.success) throw invalid(words.brightnessRange);
  return { controls: { ...control, ...own }, finish: finish.data };
}

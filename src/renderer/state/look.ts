import type {
  ControlSpec,
  InferenceSettings,
  MixSettings,
  ModelCard,
  Preset,
  ProviderChoice,
  RawSettings,
} from '@contract';
import { isSameRaw } from './raw';

/** The look of one photo: everything that a person sets for it. */
export type Adjustments = {
  readonly model: string;
  readonly strength: number;
  /** Values of the model's own controls. Absent ones are neutral. */
  readonly controls: Readonly<Record<string, number>>;
  readonly finish: { readonly brightness: number; readonly highlights: number; readonly colour: number };
  /** How a camera raw is developed; absent: as it was shot. Other photos have none. */
  readonly raw?: RawSettings | undefined;
};

export function neutralLook(model: string): Adjustments {
  return { model, strength: 1, controls: {}, finish: { brightness: 0, highlights: 0, colour: 0 } };
}

/** One slider of the panel. The shown number is `display` times the value. */
export type LookControl = {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly min: number;
  readonly max: number;
  readonly neutral: number;
  readonly unit: 'percent' | 'ev' | 'points';
  /** A change needs a new run of the network. Other sliders are drawn at once. */
  readonly isInference: boolean;
  /** What stands for the neutral value, where 0 would read as 'off'. */
  readonly neutralWord?: string;
};

type ControlWords = { readonly label: string; readonly hint: string; readonly neutralWord?: string };

export type ControlTexts = Readonly<
  Record<'strength' | 'brightness' | 'denoise' | 'highlights' | 'colour', ControlWords>
>;

const finishing = { min: -1, max: 1, neutral: 0, unit: 'points', isInference: false } as const;

function ofModel(spec: ControlSpec, words?: ControlWords): LookControl {
  const { name, min, max, neutral } = spec;
  const label = words?.label ?? spec.label;
  return {
    id: `model.${name}`,
    label,
    hint: spec.hint,
    min,
    max,
    neutral,
    unit: 'points',
    isInference: true,
    // Where neutral is an end of the range, it is off.
    ...(words?.neutralWord !== undefined && neutral > min && { neutralWord: words.neutralWord }),
  };
}

/**
 * The sliders of a model: Strength, Brightness (the model's own if its card has one, else the finishing step's),
 * Denoise if the card has it, Highlights, Colour, then the card's other controls.
 */
export function lookControls(card: ModelCard | undefined, words: ControlTexts): LookControl[] {
  const specs = card?.controls ?? [];
  const brightness = specs.find(({ name }) => name === 'brightness');
  const denoise = specs.find(({ name }) => name === 'denoise');
  const others = specs.filter((spec) => spec !== brightness && spec !== denoise);
  return [
    { id: 'strength', ...words.strength, min: 0, max: 1, neutral: 1, unit: 'percent', isInference: false },
    brightness === undefined
      ? { ...finishing, id: 'brightness', ...words.brightness, min: -2, max: 2, unit: 'ev' }
      : ofModel(brightness, words.brightness),
    ...(denoise === undefined ? [] : [ofModel(denoise, words.denoise)]),
    { ...finishing, id: 'highlights', ...words.highlights },
    { ...finishing, id: 'colour', ...words.colour },
    ...others.map((spec) => ofModel(spec)),
  ];
}

export function readControl(look: Adjustments, { id, neutral }: LookControl): number {
  if (id === 'strength') return look.strength;
  if (id === 'brightness' || id === 'highlights' || id === 'colour') return look.finish[id];
  return look.controls[id.slice('model.'.length)] ?? neutral;
}

export function writeControl(look: Adjustments, { id }: LookControl, value: number): Adjustments {
  if (id === 'strength') return { ...look, strength: value };
  if (id === 'brightness' || id === 'highlights' || id === 'colour')
    return { ...look, finish: { ...look.finish, [id]: value } };
  return { ...look, controls: { ...look.controls, [id.slice('model.'.length)]: value } };
}

/** The network's part of a look, without neutral controls and those that the card does not list. */
export function inferenceOf(
  look: Adjustments,
  card: ModelCard | undefined,
  provider: ProviderChoice,
): InferenceSettings {
  const controls = Object.fromEntries(
    (card?.controls ?? []).flatMap(({ name, min, max, neutral }) => {
      const value = Math.min(max, Math.max(min, look.controls[name] ?? neutral));
      return value === neutral ? [] : [[name, value]];
    }),
  );
  return { model: look.model, controls, provider };
}

/** The finishing part of a look. A model with its own brightness gets no second one. */
export function mixOf(look: Adjustments, card: ModelCard | undefined): MixSettings {
  const hasOwn = card?.controls.some(({ name }) => name === 'brightness') ?? false;
  const { brightness, highlights, colour } = look.finish;
  return { strength: look.strength, finish: { brightness: hasOwn ? 0 : brightness, highlights, colour } };
}

/** The look of a photo with a preset. The model stays, and so does the development that a preset says nothing of. */
export function withPreset(look: Adjustments, { strength, controls, finish, raw }: Preset): Adjustments {
  return { model: look.model, strength, controls, finish, raw: raw ?? look.raw };
}

export function presetOf(look: Adjustments, name: string): Preset {
  const { strength, controls, finish, raw } = look;
  return {
    version: 1,
    name,
    strength,
    controls: { ...controls },
    finish: { ...finish },
    ...(raw && { raw }),
  };
}

/** True if two looks use the same model, agree on all its sliders, and develop a raw alike. */
export function isAlike(look: Adjustments, other: Adjustments, controls: readonly LookControl[]): boolean {
  return (
    look.model === other.model &&
    isSameRaw(look.raw, other.raw) &&
    controls.every((control) => Math.abs(readControl(look, control) - readControl(other, control)) < 0.0005)
  );
}

/** True if a photo's look matches the preset. How raws are developed does not matter to other photos. */
export function matchesPreset(
  look: Adjustments,
  preset: Preset,
  { controls, isRaw }: { controls: readonly LookControl[]; isRaw: boolean },
): boolean {
  const made = withPreset(look, preset);
  return isAlike(look, isRaw ? made : { ...made, raw: look.raw }, controls);
}

import { z } from 'zod';

/** Ranges of what can be asked of the development of a camera raw. */
export const rawLimits = {
  /** EV. */
  exposure: { min: -5, max: 5 },
  /** Colour temperature of the light, kelvin. */
  kelvin: { min: 2000, max: 12_000 },
} as const;

const { exposure, kelvin } = rawLimits;

/** What counts as white: the camera's own measure, daylight, or light of a temperature in kelvin. */
export const RawWhite = z.union([z.enum(['camera', 'daylight']), z.int().min(kelvin.min).max(kelvin.max)]);
export type RawWhite = z.infer<typeof RawWhite>;

/** What becomes of light that one or two of the sensor's colours were too bright for. */
export const RawHighlights = z.enum(['clip', 'keep', 'rebuild']);
export type RawHighlights = z.infer<typeof RawHighlights>;

/** Whether the camera's own small picture stands for a raw: never, where the raw cannot be developed, or always. */
export const RawPreview = z.enum(['never', 'fallback', 'always']);
export type RawPreview = z.infer<typeof RawPreview>;

/** Which files of a shot are taken where a camera wrote a raw and a JPEG of it. */
export const RawJpeg = z.enum(['raw', 'jpeg', 'both']);
export type RawJpeg = z.infer<typeof RawJpeg>;

/** Programs of a person's own that can develop a raw instead of LibRaw. */
export const RawProgram = z.enum(['darktable', 'rawtherapee']);
export type RawProgram = z.infer<typeof RawProgram>;

/** A program that was found, in the version that was asked. Another version may give another picture. */
export const RawDeveloper = z.strictObject({ program: RawProgram, version: z.string().min(1).max(40) });
export type RawDeveloper = z.infer<typeof RawDeveloper>;

/** How those programs are called, and the command that must be there. */
export const rawPrograms: Readonly<Record<RawProgram, { name: string; command: string }>> = {
  darktable: { name: 'darktable', command: 'darktable-cli' },
  rawtherapee: { name: 'RawTherapee', command: 'rawtherapee-cli' },
};

/** How a camera raw becomes a photo. Other photos take no notice of it. */
export const RawSettings = z.strictObject({
  /** EV, on top of what the file itself asks for. */
  exposure: z.number().min(exposure.min).max(exposure.max).default(0),
  white: RawWhite.default('camera'),
  highlights: RawHighlights.default('keep'),
  preview: RawPreview.default('never'),
  /** The program that develops it by its own settings, and takes no notice of the others here. Absent: LibRaw. */
  developer: RawDeveloper.optional(),
});
export type RawSettings = z.infer<typeof RawSettings>;

/** The development of a raw of which nothing is asked. */
export const asShot: RawSettings = RawSettings.parse({});

/** What a photo's own fields say of its development. Absent: as it was shot. */
export const developing = { raw: RawSettings.optional() };

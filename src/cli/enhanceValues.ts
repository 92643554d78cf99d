import { z } from 'zod';
import {
  CandelaError,
  ConflictPolicy,
  formats,
  LongEdge,
  OutputFormat,
  ProviderChoice,
  rawLimits,
  rawPrograms,
  RawHighlights,
  RawJpeg,
  RawPreview,
  RawProgram,
  RawWhite,
  Shard,
} from '@contract';
import { parseNameTemplate } from '@core';
import { batchOptions } from './batchText';
import { defaultDarkness } from './defaults';
import { enhanceOptions, words } from './text';

const decimal = z
  .string()
  .regex(/^[+-]?(\d+\.?\d*|\.\d+)$/)
  .transform(Number);
const whole = z.string().regex(/^\d+$/).transform(Number);
const percent = z
  .string()
  .transform((text) => text.replace(/ ?%$/, ''))
  .pipe(decimal)
  .pipe(z.number().min(0).max(100));

/** A format by one of its extensions. */
function outputFormatOf(extension: string): OutputFormat | undefined {
  return OutputFormat.options.find((format) => formats[format].extensions.includes(extension));
}

const mebibytes: Readonly<Record<string, number>> = { m: 1, mb: 1, g: 1024, gb: 1024 };

const memory = z
  .string()
  .regex(/^\d+(\.\d+)? ?([mg]i?b?)?$/i)
  .transform((text) => {
    const unit = text
      .replace(/[\d. ]/g, '')
      .toLowerCase()
      .replace('i', '');
    return Math.round(Number.parseFloat(text) * (mebibytes[unit] ?? 1) * 2 ** 20);
  })
  .pipe(z.number().min(64 * 2 ** 20));

const control = z
  .string()
  .regex(/^[^=]+=[+-]?(\d+\.?\d*|\.\d+)$/)
  .transform((text): [string, number] => {
    const [name, value] = text.split('=');
    return [name ?? '', Number(value)];
  });

/** The options of `enhance` as values. Options that were not given stay absent. */
const EnhanceValues = z.strictObject({
  out: z.string().min(1).optional(),
  model: z.string().min(1).optional(),
  page: whole.pipe(z.int().min(1)).optional(),
  strength: decimal.pipe(z.number().min(0).max(1)).optional(),
  control: z
    .array(control)
    .transform((pairs): Record<string, number> => Object.fromEntries(pairs))
    .optional(),
  brightness: decimal.optional(),
  denoise: decimal.optional(),
  highlights: decimal.pipe(z.number().min(-1).max(1)).optional(),
  colour: decimal.pipe(z.number().min(-1).max(1)).optional(),
  rawExposure: decimal.pipe(z.number().min(rawLimits.exposure.min).max(rawLimits.exposure.max)).optional(),
  rawWhite: z
    .string()
    .transform((text) => (/^\d+$/.test(text) ? Number(text) : text))
    .pipe(RawWhite)
    .optional(),
  rawHighlights: RawHighlights.optional(),
  rawPreview: RawPreview.optional(),
  rawDeveloper: z.enum(['libraw', ...RawProgram.options]).optional(),
  rawJpeg: RawJpeg.optional(),
  format: z
    .string()
    .transform((text) => outputFormatOf(text.toLowerCase()) ?? text.toLowerCase())
    .pipe(z.enum(['same', ...OutputFormat.options]))
    .optional(),
  quality: whole.pipe(z.number().min(1).max(100)).optional(),
  bitDepth: z
    .enum(['8', '16'])
    .transform((text) => (text === '8' ? 8 : 16))
    .optional(),
  name: z.string().optional(),
  onConflict: ConflictPolicy.optional(),
  provider: ProviderChoice.optional(),
  longEdge: whole.pipe(LongEdge).optional(),
  metadata: z.enum(['all', 'none']).optional(),
  keepGps: z
    .enum(['yes', 'no'])
    .transform((text) => text === 'yes')
    .optional(),
  include: z.array(z.string().min(1).max(1000)).optional(),
  exclude: z.array(z.string().min(1).max(1000)).optional(),
  onlyDark: z
    .union([z.literal(true).transform(() => defaultDarkness), percent])
    .transform((value) => value / 100)
    .optional(),
  copyRest: z.boolean().default(false),
  series: z.boolean().default(false),
  memory: memory.optional(),
  shard: z
    .string()
    .regex(/^\d+\/\d+$/)
    .transform((text) => {
      const [index, count] = text.split('/').map(Number);
      return { index, count };
    })
    .pipe(Shard)
    .optional(),
  resume: z.string().min(1).optional(),
  recursive: z.boolean().default(false),
  report: z.boolean().default(false),
  json: z.boolean().default(false),
});
export type EnhanceValues = z.infer<typeof EnhanceValues>;

/**
 * Parses the texts of the command line.
 * @throws CandelaError `usage.invalid`, with a sentence that names the option and the values it takes.
 */
export function parseEnhanceValues(texts: Readonly<Record<string, unknown>>): EnhanceValues {
  const parsed = EnhanceValues.safeParse(texts);
  if (!parsed.success) {
    const [name, index] = parsed.error.issues[0]?.path ?? [];
    throw wrongValue(String(name), texts[String(name)], index);
  }
  if (parsed.data.copyRest && parsed.data.onlyDark === undefined)
    throw new CandelaError('usage.invalid', { reason: words.copyRestAlone });
  assertOwnSettings(parsed.data);
  if (parsed.data.name !== undefined) parseNameTemplate(parsed.data.name);
  return parsed.data;
}

/** Another program develops by its own settings. @throws CandelaError `usage.invalid` */
function assertOwnSettings(values: EnhanceValues): void {
  const { rawDeveloper = 'libraw' } = values;
  const ofLibRaw = ['rawExposure', 'rawWhite', 'rawHighlights', 'rawPreview'] as const;
  const given = ofLibRaw.find((name) => values[name] !== undefined);
  if (rawDeveloper === 'libraw' || given === undefined) return;
  const { name } = rawPrograms[rawDeveloper];
  throw new CandelaError('usage.invalid', { reason: words.ofLibRaw(flagOf(given), name) });
}

const flagOf = (name: keyof typeof enhanceOptions): string =>
  /--[a-z-]+/.exec(enhanceOptions[name].flags)?.[0] ?? name;

function wrongValue(name: string, given: unknown, index: PropertyKey | undefined): CandelaError {
  const options: Readonly<Record<string, { flags: string; takes: string }>> = {
    ...enhanceOptions,
    ...batchOptions,
  };
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  const value: unknown = Array.isArray(given) ? given[Number(index)] : given;
  const flag = option?.flags.match(/--[a-z-]+/)?.[0] ?? name;
  return new CandelaError('usage.invalid', {
    reason: `${flag} takes ${option?.takes ?? 'something else'}, not “${String(value)}”.`,
  });
}

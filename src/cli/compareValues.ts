import { resolve } from 'node:path';
import { z } from 'zod';
import { Baseline, CandelaError, defaultModel, ProviderChoice } from '@contract';
import { evaluationFormat, readBars } from '@jobs';
import { compareOptions, compareWords } from './compareText';

const folder = z.string().min(1);
const list = z.string().transform((text) => [...new Set(text.split(','))]);
/** What a switch like `--no-model` gives. */
const none = z.literal(false).transform(() => []);

const CompareValues = z.strictObject({
  truth: folder.optional(),
  low: folder.optional(),
  model: z.union([none, list.pipe(z.array(z.string().min(1)).min(1))]).optional(),
  enhanced: z.array(folder).default([]),
  pairs: z.string().min(1).default('name'),
  pair: z.array(z.string().min(1)).default([]),
  crop: z.enum(['centre', 'corner']).optional(),
  report: z.array(z.string().min(1)).default([]),
  failUnder: z.string().optional(),
  provider: ProviderChoice.default('auto'),
  baselines: z.union([none, list.pipe(z.array(Baseline).min(1))]).default([...Baseline.options]),
  pictures: z.boolean().default(true),
  json: z.boolean().default(false),
});

type Parsed = z.infer<typeof CompareValues>;
/** The options, with absolute paths. */
export type CompareValues = Omit<Parsed, 'truth' | 'failUnder'> & {
  readonly truth: string;
  readonly bars: ReturnType<typeof readBars>;
};

/** @param texts the options as commander gives them. @throws CandelaError `usage.invalid` */
export function parseCompareValues(texts: Readonly<Record<string, unknown>>): CompareValues {
  const parsed = CompareValues.safeParse(texts);
  if (!parsed.success) throw refused(wordsOn(String(parsed.error.issues[0]?.path[0]), texts));
  const { truth, failUnder, ...rest } = parsed.data;
  const { low, enhanced, report } = rest;
  if (truth === undefined) throw refused(compareWords.noTruth);
  assertWork(parsed.data);
  for (const file of report) evaluationFormat(file);
  return {
    ...rest,
    truth: resolve(truth),
    ...(low !== undefined && { low: resolve(low) }),
    enhanced: enhanced.map((path) => resolve(path)),
    report: report.map((path) => resolve(path)),
    bars: failUnder === undefined ? [] : readBars(failUnder),
  };
}

/** @throws CandelaError `usage.invalid` where nothing is compared, or nothing is there for a model */
function assertWork({ low, enhanced, model, baselines }: Parsed): void {
  if (low === undefined && model !== undefined && model.length > 0) throw refused(compareWords.modelAlone);
  const hasMakers = low !== undefined && (model ?? [defaultModel]).length + baselines.length > 0;
  if (!hasMakers && enhanced.length === 0) throw refused(compareWords.nothingToCompare);
}

function refused(reason: string): CandelaError {
  return new CandelaError('usage.invalid', { reason });
}

function wordsOn(name: string, texts: Readonly<Record<string, unknown>>): string {
  const isOption = (key: string): key is keyof typeof compareOptions => key in compareOptions;
  const given = String(texts[name]);
  return isOption(name)
    ? `--${name} takes ${compareOptions[name].takes}, not “${given}”.`
    : `--${name} is not understood.`;
}

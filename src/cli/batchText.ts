/** @file The text of the command line about batches that are continued or shared. */
import type { BatchRecord } from '@contract';
import { shellWord as quoted } from '@core';
import type { Change, PlanProgress } from '@jobs';
import { shortPath } from './text';

/** The options that only `enhance` has, because they are about a whole batch. */
export const batchOptions = {
  resume: {
    flags: '--resume <folder>',
    help: 'go on where the batch that writes into this folder stopped; what is done and unchanged is not done again',
    takes: 'the folder with the results of a batch',
  },
  shard: {
    flags: '--shard <K/N>',
    help: 'do only the K-th of N shares of the photos, so that several machines can work on one folder',
    takes: 'a share like 2/4: the second of four',
  },
} as const;

export const batchesHelp = 'List the batches that stopped before their end.';

const changes: Readonly<Record<Change, string>> = {
  photo: 'the photo has changed',
  model: 'the model has changed',
  settings: 'its settings have changed',
  result: 'its result is gone',
};

/** A path as one word of a shell. */
export function shellWord(path: string): string {
  return quoted(path, process.platform);
}

export const batchWords = {
  resumeAlone: '--resume goes on with the photos that the batch began with. Name no others.',
  settled: (flags: string) =>
    `${/--[a-z-]+/.exec(flags)?.[0] ?? flags} cannot be changed with --resume, because the names and files of the results are settled.`,
  continueWith: (root: string) => `Go on later with: candela enhance --resume ${shellWord(shortPath(root))}`,
  journalLies: (root: string) =>
    `The results go into several folders. The journal of the whole batch lies in ${shortPath(root)}.`,
  noBatches: 'No batch is unfinished.',
  doneBefore: (count: number) =>
    count === 0 ? [] : [count === 1 ? 'One photo was done before.' : `${count} photos were done before.`],
  doneAgain: (input: string, change: Change) => `${shortPath(input)} is done again: ${changes[change]}.`,
} as const;

const planStages: Readonly<Record<PlanProgress['stage'], string>> = {
  find: 'Looking for photos',
  look: 'Looking into the files',
  measure: 'Measuring the photos',
  name: 'Naming the results',
  match: 'Making series equally bright',
};

/** How far the planning of a batch is. */
export function planText({ stage, done, total }: PlanProgress): string {
  return total === 0 ? `${planStages[stage]} …` : `${planStages[stage]}: ${done} of ${total}`;
}

/** An unfinished batch for people. */
export function batchLines({ folder, at, photos, done, failed, isRunning }: BatchRecord): string[] {
  const failures = failed === 0 ? '' : `, ${failed} failed`;
  const began = new Date(at).toLocaleString('sv');
  return [
    `${folder}: ${done} of ${photos} photos done${failures}; begun ${began}`,
    isRunning
      ? '  Another Candela is working on it.'
      : `  candela enhance --resume ${shellWord(shortPath(folder))}`,
  ];
}

import type { JournalDone, Report } from '@contract';
import { realPath } from '../journal/journalPlace';
import { sameWork } from '../journal/sameWork';
import type { Attempt } from './attempts';

type Done = Attempt & { readonly outcome: JournalDone };

/** Photos that were done more than once in the same way: the same content, model and settings. No batch should do that. */
export function doneTwice(photos: readonly (readonly Attempt[])[], folder: string): Report['twice'] {
  return photos.flatMap((tries) => {
    const repeated = repeats(tries.filter(isDone));
    const [first] = repeated;
    if (first === undefined) return [];
    return [
      { input: first.input, outputs: repeated.map(({ outcome }) => realPath(folder, outcome.output.path)) },
    ];
  });
}

function isDone(attempt: Attempt): attempt is Done {
  return attempt.outcome?.type === 'done';
}

function repeats(done: readonly Done[]): Done[] {
  return done.filter((one) => done.some((other) => other !== one && isSame(one, other)));
}

function isSame(one: Done, other: Done): boolean {
  return (
    one.outcome.input.sha256 === other.outcome.input.sha256 &&
    one.outcome.modelSha256 === other.outcome.modelSha256 &&
    sameWork(one.settings, other.settings)
  );
}

import { basename } from 'node:path';
import type { Report, ReportJournal, Shard } from '@contract';

/** Sentences about what a report cannot show photo by photo. */
export function remarksOf(report: Report): string[] {
  const { twice, missing, missingShards, unseen, journals } = report;
  return [
    ...journals.flatMap(holderWords),
    ...openWords(report),
    ...shardWords(missingShards),
    ...counted(
      missing.length,
      (photos, are) =>
        `${photos} in the inputs ${are} in no journal: no share has ${are === 'is' ? 'it' : 'them'}, or ${are === 'is' ? 'it' : 'they'} came later.`,
    ),
    ...unseen.map(
      (path) => `${path} cannot be read from here, so photos of it may be missing in this report.`,
    ),
    ...counted(
      twice.length,
      (photos, are) => `${photos} ${are === 'is' ? 'was' : 'were'} done more than once in the same way.`,
    ),
    ...journals.flatMap(damageWords),
  ];
}

function holderWords({ file, holder }: ReportJournal): string[] {
  return holder === null ? [] : [`Candela is still writing to ${basename(file)}: ${holder}.`];
}

function openWords({ totals, journals }: Report): string[] {
  const isAtWork = journals.some(({ holder }) => holder !== null);
  const rest = isAtWork ? '.' : '; `candela enhance --resume` goes on.';
  return counted(totals.open, (photos, are) => `${photos} ${are} not done yet${rest}`);
}

function shardWords(missing: readonly Shard[]): string[] {
  const counts = [...new Set(missing.map(({ count }) => count))];
  return counts.map((count) => {
    const numbers = missing.filter((shard) => shard.count === count).map(({ index }) => index);
    return numbers.length === 1
      ? `Share ${numbers.join('')} of ${count} has no journal.`
      : `Shares ${listed(numbers)} of ${count} have no journal.`;
  });
}

function damageWords({ file, holder, isCut, broken }: ReportJournal): string[] {
  const name = basename(file);
  const cut = `The last line of ${name} was cut off; what it said is not in this report.`;
  const lines = broken === 1 ? 'One line' : `${broken} lines`;
  return [
    ...(isCut && holder === null ? [cut] : []),
    ...(broken > 0
      ? [`${lines} of ${name} could not be read and ${broken === 1 ? 'was' : 'were'} passed over.`]
      : []),
  ];
}

/** The most numbers that a sentence lists. */
const mostListed = 12;

function listed(numbers: readonly number[]): string {
  const shown = numbers.slice(0, mostListed);
  const more = numbers.length - shown.length;
  const last = more > 0 ? `${more} more` : shown.pop();
  return `${shown.join(', ')} and ${last ?? ''}`;
}

function counted(count: number, sentence: (photos: string, are: 'is' | 'are') => string): string[] {
  if (count === 0) return [];
  return [count === 1 ? sentence('One photo', 'is') : sentence(`${count} photos`, 'are')];
}

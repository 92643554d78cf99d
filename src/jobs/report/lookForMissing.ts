import type { Report } from '@contract';
import { FileFinder, type FoundFile } from '../plan/findFiles';
import { mayBeResult, type IsOwnResult } from '../plan/planBatch';
import { ownsPhoto } from '../shard/ownsPhoto';

type Options = {
  readonly isOwnResult: IsOwnResult;
  readonly signal: AbortSignal;
};

type Joined = Pick<Report, 'folder' | 'runs' | 'photos' | 'shard'>;

/**
 * Looks into the inputs for photos that no journal knows: those of a share that was never begun, and those that came later. A run
 * that did not note how it chose its photos is not looked at.
 * @returns absolute paths; `unseen` are inputs that cannot be read from here
 * @throws AbortError
 */
export async function lookForMissing(
  { folder, runs, photos, shard }: Joined,
  { isOwnResult, signal }: Options,
): Promise<Pick<Report, 'missing' | 'unseen'>> {
  const known = new Set(photos.map(({ input }) => input.normalize('NFC')));
  const strange = new Map<string, FoundFile>();
  const unseen = new Set<string>();
  for (const { inputs, choice } of selections(runs)) {
    const { files, refused } = await new FileFinder({ inputs, out: folder, ...choice }, signal).find();
    for (const { path } of refused) if (inputs.includes(path)) unseen.add(path);
    const isOurs = ({ path, input }: FoundFile): boolean =>
      shard === undefined || ownsPhoto(shard, path, inputs[input] ?? path);
    for (const file of files)
      if (file.expected && isOurs(file) && !known.has(file.path.normalize('NFC')))
        strange.set(file.path, file);
  }
  return {
    missing: await withoutResults([...strange.values()], { isOwnResult, signal }),
    unseen: [...unseen],
  };
}

async function withoutResults(
  files: readonly FoundFile[],
  { isOwnResult, signal }: Options,
): Promise<string[]> {
  const photos: string[] = [];
  for (const file of files)
    if (!mayBeResult(file) || !(await isOwnResult(file.path, { signal }))) photos.push(file.path);
  return photos;
}

type Selection = Pick<Report['runs'][number], 'inputs'> & {
  readonly choice: NonNullable<Report['runs'][number]['choice']>;
};

/** What was chosen from. Runs that chose alike are looked at once. */
function selections(runs: Joined['runs']): Selection[] {
  const found = new Map<string, Selection>();
  for (const { inputs, choice } of runs) {
    if (choice === undefined) continue;
    const { recursive, include, exclude } = choice;
    found.set(JSON.stringify([inputs, recursive, include, exclude]), { inputs, choice });
  }
  return [...found.values()];
}

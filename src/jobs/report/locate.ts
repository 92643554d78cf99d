import { stat } from 'node:fs/promises';
import { basename, sep } from 'node:path';
import type { JournaledRun } from '../journal/readJournal';
import type { Locate } from './attempts';

/**
 * Finds out where the inputs of shares lie on this machine. Other machines may have mounted the same folder elsewhere.
 * @param runs of all journals that are joined
 */
export async function locatorOf(runs: readonly JournaledRun[]): Promise<Locate> {
  const places = new Map<string, readonly string[]>();
  for (const alike of groupsOf(runs)) {
    const inputs = await inputsHere(alike.map(({ request }) => request.inputs));
    for (const { request } of alike) places.set(request.run, inputs);
  }
  return ({ request }, path) => {
    const here = places.get(request.run);
    if (here === undefined) return path;
    const place = request.inputs.findIndex((input) => path === input || path.startsWith(withEnd(input)));
    const [from, to] = [request.inputs[place], here[place]];
    return from === undefined || to === undefined ? path : to + path.slice(from.length);
  };
}

/** Shares that were asked for the same inputs, by the names of these. */
function groupsOf(runs: readonly JournaledRun[]): JournaledRun[][] {
  const groups = new Map<string, JournaledRun[]>();
  for (const run of runs) {
    const { shard, inputs } = run.request;
    if (shard === undefined) continue;
    const key = JSON.stringify([shard.count, inputs.map((input) => basename(input))]);
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  return [...groups.values()];
}

/** Of the different places of each input the first that is there; the first of all if none is. */
async function inputsHere(variants: readonly (readonly string[])[]): Promise<string[]> {
  const [first = []] = variants;
  return Promise.all(
    first.map(async (input, place) => {
      const paths = [...new Set(variants.flatMap((inputs) => inputs[place] ?? []))];
      if (paths.length === 1) return input;
      for (const path of paths) if (await isThere(path)) return path;
      return input;
    }),
  );
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function withEnd(folder: string): string {
  return folder.endsWith(sep) ? folder : `${folder}${sep}`;
}

import { splitName } from './extension';
import { nameKey } from './fileName';

/** How pictures find their ground truths. */
export type PairRule =
  | { readonly by: 'name' }
  | { readonly by: 'order' }
  /** Names of pictures and of their truths, without folders. */
  | { readonly by: 'table'; readonly rows: readonly { picture: string; truth: string }[] }
  /** `{}` stands for what both names share; extensions do not count. */
  | { readonly by: 'pattern'; readonly picture: string; readonly truth: string };

/** Positions in the two lists. */
export type NamePairs = {
  readonly pairs: readonly { readonly picture: number; readonly truth: number }[];
  readonly lonelyPictures: readonly number[];
  readonly lonelyTruths: readonly number[];
};

/** Pairs the names of pictures with those of ground truths. Each is used once; what is ambiguous stays alone. */
export function pairNames(pictures: readonly string[], truths: readonly string[], rule: PairRule): NamePairs {
  const found = partnersOf(pictures, truths, rule);
  const taken = new Map<number, number>();
  for (const truth of found) if (truth !== null) taken.set(truth, (taken.get(truth) ?? 0) + 1);
  const pairs = found.flatMap((truth, picture) =>
    truth !== null && taken.get(truth) === 1 ? [{ picture, truth }] : [],
  );
  const paired = {
    pictures: new Set(pairs.map((p) => p.picture)),
    truths: new Set(pairs.map((p) => p.truth)),
  };
  return {
    pairs,
    lonelyPictures: [...pictures.keys()].filter((at) => !paired.pictures.has(at)),
    lonelyTruths: [...truths.keys()].filter((at) => !paired.truths.has(at)),
  };
}

/** The position of each picture's truth, or null. */
function partnersOf(
  pictures: readonly string[],
  truths: readonly string[],
  rule: PairRule,
): (number | null)[] {
  switch (rule.by) {
    case 'name':
      return byName(pictures, truths);
    case 'order':
      return pictures.map((_, at) => (at < truths.length ? at : null));
    case 'table': {
      const places = placesOf(truths, nameKey);
      const wanted = new Map(rule.rows.map(({ picture, truth }) => [nameKey(picture), nameKey(truth)]));
      return pictures.map((name) => alone(places.get(wanted.get(nameKey(name)) ?? '')));
    }
    case 'pattern': {
      const places = placesOf(truths, (name) => sharedPart(stem(name), rule.truth));
      return pictures.map((name) => {
        const shared = sharedPart(stem(name), rule.picture);
        return shared === null ? null : alone(places.get(shared));
      });
    }
  }
}

const stem = (name: string): string => nameKey(splitName(name).name);

/** The same name, whatever the extension; otherwise the truth's name with something after it: `12-candela` belongs to `12`. */
function byName(pictures: readonly string[], truths: readonly string[]): (number | null)[] {
  const places = placesOf(truths, stem);
  const longest = [...places.keys()].sort((a, b) => b.length - a.length);
  return pictures.map((name) => {
    const own = stem(name);
    const same = places.get(own);
    if (same) return alone(same);
    const start = longest.find((truth) => own.startsWith(truth) && /^[-_. (]/.test(own.slice(truth.length)));
    return start === undefined ? null : alone(places.get(start));
  });
}

function placesOf(names: readonly string[], keyOf: (name: string) => string | null): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [at, name] of names.entries()) {
    const key = keyOf(name);
    if (key !== null) places.set(key, [...(places.get(key) ?? []), at]);
  }
  return places;
}

function alone(places: readonly number[] | undefined): number | null {
  return places?.length === 1 ? (places[0] ?? null) : null;
}

/** What stands for `{}`, or null if the name does not fit. */
function sharedPart(name: string, pattern: string): string | null {
  const [before = '', after = ''] = pattern.split('{}').map(nameKey);
  const fits = name.startsWith(before) && name.endsWith(after) && name.length >= before.length + after.length;
  return fits ? name.slice(before.length, name.length - after.length) : null;
}

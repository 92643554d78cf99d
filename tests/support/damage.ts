import { seededRandom } from './random';

type Damage = (bytes: Buffer, random: () => number) => Buffer;

const at = (bytes: Buffer, random: () => number) => Math.floor(random() * bytes.length);

const truncate: Damage = (bytes, random) => bytes.subarray(0, at(bytes, random));

const flipBits: Damage = (bytes, random) => {
  const copy = Buffer.from(bytes);
  const count = 1 + Math.floor(random() * 24);
  for (let flip = 0; flip < count; flip += 1) copy[at(copy, random)]! ^= 1 << Math.floor(random() * 8);
  return copy;
};

/** Headers hold the sizes, counts and offsets that lead a reader astray. */
const flipHeader: Damage = (bytes, random) => {
  const head = Math.min(bytes.length, 512);
  return Buffer.concat([flipBits(bytes.subarray(0, head), random), bytes.subarray(head)]);
};

const overwrite: Damage = (bytes, random) => {
  const copy = Buffer.from(bytes);
  const start = at(copy, random);
  copy.fill(
    random() < 0.5 ? 0xff : 0x00,
    start,
    Math.min(copy.length, start + 1 + Math.floor(random() * 64)),
  );
  return copy;
};

const cutOut: Damage = (bytes, random) => {
  const start = at(bytes, random);
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + 1 + Math.floor(random() * 200))]);
};

const damages: readonly Damage[] = [truncate, flipBits, flipHeader, overwrite, cutOut];

/** The same file, damaged in a way that the case number decides. */
export function damaged(bytes: Buffer, caseNumber: number): Buffer {
  const random = seededRandom(caseNumber);
  const damage = damages[Math.floor(random() * damages.length)]!;
  return damage(bytes, random);
}

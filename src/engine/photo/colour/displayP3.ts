import { sharp } from '../codec/codec';
import { inTurn } from '../codec/codecTurns';

let known: Promise<Uint8Array> | undefined;

async function extract(): Promise<Uint8Array> {
  const grey = { width: 1, height: 1, channels: 3, background: '#808080' } as const;
  const file = await inTurn(() => sharp({ create: grey }).withIccProfile('p3').png().toBuffer());
  const { icc } = await inTurn(() => sharp(file).metadata());
  if (icc === undefined) throw new Error('libvips has lost its profile of Display P3');
  return icc;
}

/** libvips' ICC profile of Display P3. */
export function displayP3(): Promise<Uint8Array> {
  known ??= extract();
  return known;
}

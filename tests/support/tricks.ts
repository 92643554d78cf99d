const tricks = ['abort', 'exit', 'hang', 'block'] as const;

/** What a decoder does with a photo. */
export type Trick = (typeof tricks)[number];

const word = (trick: Trick): string => `candela-test:${trick};`;

/** A JPEG with a comment that tells the decoder of trickyHostChild what to do. */
export function tricky(jpeg: Uint8Array, trick: Trick): Buffer {
  const text = Buffer.from(word(trick));
  const head = Buffer.from([0xff, 0xfe, 0, text.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, text, jpeg.subarray(2)]);
}

export function trickIn(bytes: Uint8Array | undefined): Trick | undefined {
  const head = Buffer.from(bytes?.subarray(0, 4096) ?? []).toString('latin1');
  return tricks.find((trick) => head.includes(word(trick)));
}

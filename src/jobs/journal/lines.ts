import { open, type FileHandle } from 'node:fs/promises';
import { isMissing } from '@disk';

/** A line that is longer is none of Candela's. It is passed over without being held. */
const longest = 16 << 20;
const newline = 0x0a;

/** The whole lines of a piece of a file. */
export type Lines = {
  /** Null: a line that is far too long. */
  readonly texts: readonly (string | null)[];
  /** Bytes from the beginning of the file to the end of these lines. */
  readonly bytes: number;
  /** Bytes that were read behind them. */
  readonly rest: number;
};

/** As `wholeLines`. A file that is not there has none. @throws the system's error */
export async function* wholeLinesOf(path: string): AsyncGenerator<Lines> {
  const file = await open(path).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  if (file === null) return;
  try {
    yield* wholeLines(file);
  } finally {
    await file.close();
  }
}

/** Whole lines of a file, piece by piece, so that a file of any length can be read. What follows the last line end is left out. */
export async function* wholeLines(file: FileHandle, pieceBytes = 1 << 20): AsyncGenerator<Lines> {
  const piece = Buffer.allocUnsafe(pieceBytes);
  const rest = new Rest();
  let whole = 0;
  for (let at = 0; ;) {
    const { bytesRead } = await file.read(piece, 0, pieceBytes, at);
    if (bytesRead === 0) return;
    const read = piece.subarray(0, bytesRead);
    const texts: (string | null)[] = [];
    let begin = 0;
    for (let end = read.indexOf(newline); end >= 0; end = read.indexOf(newline, begin)) {
      texts.push(rest.joined(read.subarray(begin, end)));
      begin = end + 1;
    }
    rest.keep(read.subarray(begin));
    at += bytesRead;
    if (begin > 0) whole = at - (bytesRead - begin);
    yield { texts, bytes: whole, rest: at - whole };
  }
}

/** The beginning of a line whose end comes with a later piece. */
class Rest {
  #parts: Buffer[] = [];
  #bytes = 0;

  /** The piece is used again, so its bytes are copied. */
  keep(bytes: Buffer): void {
    this.#bytes += bytes.length;
    if (this.#bytes > longest) this.#parts = [];
    else if (bytes.length > 0) this.#parts.push(Buffer.from(bytes));
  }

  joined(end: Buffer): string | null {
    const isTooLong = this.#bytes + end.length > longest;
    const line = this.#parts.length === 0 ? end : Buffer.concat([...this.#parts, end]);
    this.#parts = [];
    this.#bytes = 0;
    return isTooLong ? null : line.toString('utf8');
  }
}

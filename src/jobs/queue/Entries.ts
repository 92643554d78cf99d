import type { EntryId, QueueEntry } from './QueueEntry';

/** Entries that are copied together when one of them changes. */
const chunk = 128;

type Chunk = readonly (QueueEntry | undefined)[];

/** The entries of a queue by their ids, which count up. A changed copy shares nearly all of its parts, so that thousands cost little. */
export class Entries {
  private constructor(
    private readonly chunks: readonly Chunk[],
    readonly size: number,
  ) {}

  static readonly none = new Entries([], 0);

  get(id: EntryId): QueueEntry | undefined {
    return this.chunks[Math.floor(id / chunk)]?.[id % chunk];
  }

  has(id: EntryId): boolean {
    return this.get(id) !== undefined;
  }

  *values(): Generator<QueueEntry, void> {
    for (const part of this.chunks) for (const entry of part) if (entry !== undefined) yield entry;
  }

  /** A copy with other entries for some ids. Undefined removes. */
  with(changes: Iterable<readonly [EntryId, QueueEntry | undefined]>): Entries {
    const chunks = [...this.chunks];
    const own = new Map<number, (QueueEntry | undefined)[]>();
    let { size } = this;
    for (const [id, entry] of changes) {
      const at = Math.floor(id / chunk);
      const part = own.get(at) ?? [...(this.chunks[at] ?? [])];
      own.set(at, part);
      chunks[at] = part;
      size += Number(entry !== undefined) - Number(part[id % chunk] !== undefined);
      part[id % chunk] = entry;
    }
    return new Entries(chunks, size);
  }
}

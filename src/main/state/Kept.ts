import type { JsonFile } from './JsonFile';

/** A persistent value: read once, changed in memory, written after each change. */
export class Kept<Value extends object> {
  private constructor(
    private readonly file: JsonFile<Value>,
    private current: Value,
  ) {}

  static async open<Value extends object>(file: JsonFile<Value>): Promise<Kept<Value>> {
    return new Kept(file, await file.read());
  }

  get value(): Value {
    return this.current;
  }

  /** Resolves when the change is on the disk. */
  change(patch: Partial<Value>): Promise<void> {
    this.current = { ...this.current, ...patch };
    return this.file.write(this.current);
  }

  /** Resolves when nothing is left to write. A failed write was reported to its caller. */
  settled(): Promise<void> {
    return this.file.settled();
  }
}

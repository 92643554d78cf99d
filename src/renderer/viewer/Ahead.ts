/**
 * A value that the page controls and that gestures on the stage change first. The page is told now and then.
 * Its echo must not move the stage back to an older position.
 */
export class Ahead<T> {
  readonly #isEqual: (a: T, b: T) => boolean;
  #value: T;
  #given: T;
  #reported: T[] = [];

  constructor(value: T, isEqual: (a: T, b: T) => boolean) {
    this.#value = value;
    this.#given = value;
    this.#isEqual = isEqual;
  }

  get value(): T {
    return this.#value;
  }

  /** A gesture changed the value. */
  move(value: T): void {
    this.#value = value;
  }

  /** The value that the page was not told yet, or null. From now on it counts as told. */
  report(): { value: T } | null {
    const last = this.#reported.at(-1) ?? this.#given;
    if (this.#isEqual(last, this.#value)) return null;
    this.#reported.push(this.#value);
    return { value: this.#value };
  }

  /** Takes the page's value. True if it is new and not an echo. */
  take(given: T): boolean {
    if (this.#isEqual(given, this.#given)) return false;
    this.#given = given;
    const echo = this.#reported.findIndex((reported) => this.#isEqual(reported, given));
    if (echo >= 0) {
      this.#reported = this.#reported.slice(echo + 1);
      return false;
    }
    this.#reported = [];
    this.#value = given;
    return true;
  }
}

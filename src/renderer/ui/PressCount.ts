/** The longest time between the presses of a double click that a system can be set to, and how far apart they may be. */
const doubleClick = { ms: 900, pixels: 8 } as const;

type Press = {
  readonly type: string;
  readonly timeStamp: number;
  readonly clientX: number;
  readonly clientY: number;
};

/** Presses on all controls so far. A control that comes back must not count again from one. */
let presses = 0;

/** Numbers the presses of a pointer on one control. Both presses of a double click have one number. */
export class PressCount {
  #down: Press | null = null;
  #count = 0;

  /** The number of the press that an event of the pointer belongs to. */
  of(event: Press): number {
    if (event.type !== 'pointerdown') return this.#count;
    if (this.#down === null || !isSecond(this.#down, event)) {
      presses += 1;
      this.#count = presses;
    }
    const { type, timeStamp, clientX, clientY } = event;
    this.#down = { type, timeStamp, clientX, clientY };
    return this.#count;
  }

  last(): number {
    return this.#count;
  }
}

function isSecond(first: Press, second: Press): boolean {
  const distance = Math.hypot(second.clientX - first.clientX, second.clientY - first.clientY);
  return second.timeStamp - first.timeStamp <= doubleClick.ms && distance <= doubleClick.pixels;
}

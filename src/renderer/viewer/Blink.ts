/** How long each of the two pictures is shown, in milliseconds. */
const beat = 1000;

/** Which picture the blink view shows. It does not alternate under reduced motion; then only `swap` changes it. */
export class Blink {
  readonly #onTurn: (isOriginal: boolean) => void;
  readonly #still = window.matchMedia('(prefers-reduced-motion: reduce)');
  #timer: number | undefined;
  #isRunning = false;
  #isOriginal = false;

  constructor(onTurn: (isOriginal: boolean) => void) {
    this.#onTurn = onTurn;
    this.#still.addEventListener('change', this.#restart);
  }

  get isOriginal(): boolean {
    return this.#isRunning && this.#isOriginal;
  }

  run(isRunning: boolean): void {
    if (isRunning === this.#isRunning) return;
    this.#isRunning = isRunning;
    this.#turn(false);
    this.#restart();
  }

  swap(): void {
    if (!this.#isRunning) return;
    this.#turn(!this.#isOriginal);
    this.#restart();
  }

  dispose(): void {
    window.clearInterval(this.#timer);
    this.#still.removeEventListener('change', this.#restart);
  }

  readonly #restart = (): void => {
    window.clearInterval(this.#timer);
    if (!this.#isRunning || this.#still.matches) return;
    this.#timer = window.setInterval(() => {
      this.#turn(!this.#isOriginal);
    }, beat);
  };

  #turn(isOriginal: boolean): void {
    if (this.#isOriginal === isOriginal) return;
    this.#isOriginal = isOriginal;
    this.#onTurn(isOriginal);
  }
}

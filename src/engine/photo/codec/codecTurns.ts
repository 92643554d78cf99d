// All threads of libvips write what they have to say of a failure into one place, and each task that ends empties it: beside
// others a failure may come without its words, or with those of another file. Only what fails alone can be asked why.

let running = 0;
/** While one task runs, or waits to run, alone. */
let closed: Promise<void> | null = null;
let onIdle: () => void = () => undefined;

/** One task of the codec among others: each `toBuffer` and `metadata` has its own, and none waits for another inside. */
export async function inTurn<Result>(task: () => Promise<Result>): Promise<Result> {
  while (closed !== null) await closed;
  running += 1;
  try {
    return await task();
  } finally {
    running -= 1;
    if (running === 0) onIdle();
  }
}

async function alone<Result>(task: () => Promise<Result>): Promise<Result> {
  while (closed !== null) await closed;
  let open: () => void = () => undefined;
  closed = new Promise((resolve) => {
    open = resolve;
  });
  try {
    if (running > 0)
      await new Promise<void>((resolve) => {
        onIdle = resolve;
      });
    return await task();
  } finally {
    onIdle = () => undefined;
    closed = null;
    open();
  }
}

/** A task that is done once more, alone, where it fails: what it throws then speaks of its own file. */
export async function inTurnOrAlone<Result>(task: () => Promise<Result>): Promise<Result> {
  try {
    return await inTurn(task);
  } catch {
    return await alone(task);
  }
}

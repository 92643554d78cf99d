// All threads of libvips write their error messages into one place, and each task that ends empties it. So a failure beside other
// tasks may come without its message, or with the message for another file. Only a task that runs alone gets its own message.

let running = 0;
/** Set while one task runs alone or waits to. */
let closed: Promise<void> | null = null;
let onIdle: () => void = () => undefined;

/** Runs one task of the codec among others. Each `toBuffer` and `metadata` is one task, and none waits for another inside it. */
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

/** Repeats a failed task alone, so that its error message is about its own file. */
export async function inTurnOrAlone<Result>(task: () => Promise<Result>): Promise<Result> {
  try {
    return await inTurn(task);
  } catch {
    return await alone(task);
  }
}

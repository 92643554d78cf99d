import type {
  AppEvent,
  Answer,
  Bridge,
  CallInput,
  CallName,
  CallOutput,
  DropPurpose,
  ImageRef,
  PhotoEntry,
  PhotoHandle,
  CallProgress,
  WireError,
} from '@contract';

declare global {
  // The preload puts it there; nothing else of the program can be reached from the page.
  var candela: Bridge;
}

/** Rows of 8-bit RGB, stored values. */
export type Picture = { width: number; height: number; data: Uint8Array };

/** A call that was answered with a failure. */
export class CallError extends Error {
  override readonly name = 'CallError';
  constructor(readonly wire: WireError) {
    super(wire.message);
  }
}

/** Pixels that nobody keeps any more: asked for anew, they come. */
export class PictureLost extends Error {
  override readonly name = 'PictureLost';
}

type CallOptions = { signal?: AbortSignal; onProgress?: (progress: CallProgress) => void };
type OtherEvent = Exclude<AppEvent, { kind: 'progress' }>;

const progressListeners = new Map<string, (progress: CallProgress) => void>();
let lastId = 0;

function nextId(): string {
  lastId += 1;
  return `page-${lastId}`;
}

function aborted(): Error {
  return new DOMException('The call was cancelled.', 'AbortError');
}

function unwrap<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value;
  throw 'aborted' in answer ? aborted() : new CallError(answer.error);
}

async function withId<T>(send: (id: string) => Promise<Answer<T>>, options: CallOptions): Promise<T> {
  const { signal, onProgress } = options;
  signal?.throwIfAborted();
  const id = nextId();
  const cancel = (): void => {
    candela.cancel(id);
  };
  signal?.addEventListener('abort', cancel);
  if (onProgress !== undefined) progressListeners.set(id, onProgress);
  try {
    const value = unwrap(await send(id));
    // What comes after its cancel was answered too late; nobody waits for it.
    signal?.throwIfAborted();
    return value;
  } finally {
    signal?.removeEventListener('abort', cancel);
    progressListeners.delete(id);
  }
}

/** Calls the main process. @throws CallError with the failure, or an AbortError when the signal cancelled it. */
export function call<N extends CallName>(
  name: N,
  input: CallInput<N>,
  options: CallOptions = {},
): Promise<CallOutput<N>> {
  return withId((id) => candela.call(name, input, id), options);
}

/** Hands dropped or pasted files over; their paths never come into the page. */
export function openFiles(files: readonly File[], purpose: DropPurpose): Promise<PhotoEntry[]> {
  return withId((id) => candela.openFiles(files, purpose, id), {});
}

/** Fetches the pixels of an answer. @throws PictureLost when they are gone, Error when they are not as many as promised. */
export async function fetchPicture(
  photo: PhotoHandle,
  { image, width, height }: ImageRef,
  signal: AbortSignal,
): Promise<Picture> {
  const response = await fetch(`candela://photo/${photo}/${image}`, { signal });
  if (!response.ok) throw new PictureLost(`The picture ${image} is no longer there.`);
  const data = new Uint8Array(await response.arrayBuffer());
  if (data.length !== width * height * 3) throw new Error(`The picture ${image} is not whole.`);
  return { width, height, data };
}

/** Hears everything that the main process says unasked; progress goes to the call that it belongs to. */
export function listen(onEvent: (event: OtherEvent) => void): () => void {
  return candela.onEvent((event) => {
    if (event.kind === 'progress') progressListeners.get(event.call)?.(event);
    else onEvent(event);
  });
}

import {
  AnyAnswer,
  calls,
  fileCalls,
  type AppEvent,
  type Bridge,
  type DropPurpose,
  type ImageRef,
  type PhotoEntry,
  type PhotoHandle,
} from '@contract';
import { Caller, type Line } from '@transport';

declare global {
  // Provided by the preload. The page can reach nothing else of the program.
  var candela: Bridge;
}

/** Rows of 8-bit RGB, stored values. */
export type Picture = { width: number; height: number; data: Uint8Array };

/** The pixels are no longer kept. A new request brings them back. */
export class PictureLost extends Error {
  override readonly name = 'PictureLost';
}

type OtherEvent = Exclude<AppEvent, { kind: 'progress' }>;

const line: Line = {
  // The caller checks requests and answers against the table, whatever the bridge's types say.
  ask: async ({ name, input, id }) => {
    const answer: unknown = await Reflect.apply(candela.call, undefined, [name, input, id]);
    return AnyAnswer.parse(answer);
  },
  cancel: (id) => {
    candela.cancel(id);
  },
};

const caller = new Caller({ ...calls, ...fileCalls }, line, 'page');

/** Calls the main process. @throws CandelaError with the failure, or an AbortError when the signal cancelled it. */
export const call: Pick<Caller<typeof calls>, 'call'>['call'] = (name, input, options) =>
  caller.call(name, input, options);

/** Passes dropped or pasted files on. Their paths never reach the page. */
export function openFiles(files: readonly File[], purpose: DropPurpose): Promise<PhotoEntry[]> {
  return caller.send('files.open', (id) => candela.openFiles(files, purpose, id));
}

/** Fetches the pixels of an answer. @throws PictureLost if they are gone, Error if their number is wrong */
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

/** Listens to all events of the main process. Progress is passed to its call. */
export function listen(onEvent: (event: OtherEvent) => void): () => void {
  return candela.onEvent((event) => {
    if (event.kind !== 'progress') {
      onEvent(event);
      return;
    }
    const { stage, done, total } = event;
    caller.hear(event.call, { stage, done, total });
  });
}

/** @file The calls about the batch, as the stand-in for the main process answers them. */
import { calls, type CallInput, type CallName, type CallOutput } from '@contract';
import { medianOf, type FakeBatch } from './fakeBatch';
import { photoOf } from './fakeLibrary';

type Context = { id: string; signal: AbortSignal };
export type Handlers = {
  [N in CallName]: (input: CallInput<N>, context: Context) => Promise<CallOutput<N>>;
};
type BatchCall = Extract<CallName, `batch.${string}`>;

function done<N extends CallName>(act: (input: CallInput<N>) => void) {
  return (input: CallInput<N>): Promise<Record<string, never>> => {
    act(input);
    return Promise.resolve({});
  };
}

export function batchHandlers(batch: FakeBatch): Pick<Handlers, BatchCall> {
  return {
    'batch.plan': (wish) => Promise.resolve(batch.plan(calls['batch.plan'].input.parse(wish))),
    'batch.start': (wish) => Promise.resolve(batch.start(calls['batch.start'].input.parse(wish))),
    'batch.state': () => Promise.resolve(batch.state()),
    'batch.pause': done(() => {
      batch.pause();
    }),
    'batch.resume': done(() => {
      batch.resume();
    }),
    'batch.cancel': done<'batch.cancel'>(({ photos }) => {
      batch.cancel(photos);
    }),
    'batch.retry': done<'batch.retry'>(({ photos }) => {
      batch.retry(photos);
    }),
    'batch.remove': done<'batch.remove'>(({ photos }) => {
      batch.remove(photos);
    }),
    'batch.move': done<'batch.move'>(({ photos, before }) => {
      batch.move(photos, before);
    }),
    'batch.adjust': done<'batch.adjust'>((adjustment) => {
      batch.adjust(calls['batch.adjust'].input.parse(adjustment));
    }),
    'batch.measure': ({ photos }) =>
      Promise.resolve(photos.map((photo) => ({ photo, median: medianOf(photoOf(photo)) }))),
    'batch.unfinished': () => Promise.resolve(batch.unfinished),
    'batch.continue': () => Promise.resolve(batch.continue()),
    'batch.forget': done(() => {
      batch.unfinished = [];
    }),
    'batch.report': done(() => undefined),
    'batch.watch': () => {
      batch.watch('Tethered');
      return Promise.resolve({ folder: 'Tethered' });
    },
    'batch.unwatch': done(() => {
      batch.watch(null);
    }),
  };
}

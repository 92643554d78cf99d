import { call } from '../bridge';
import { frame, type FrameState } from '../state/frame';
import { models } from '../state/models';
import { developers } from '../state/raw';
import { failureOf, inBackground, reportFailure } from './failures';

/** Reads the cards of the models. */
export async function readModels(): Promise<void> {
  try {
    models.setState({ list: await call('models.list', {}), error: null });
  } catch (error) {
    models.setState({ error: failureOf(error, '') });
  }
}

function setDevices(patch: Partial<FrameState['devices']>): void {
  frame.setState(({ devices }) => ({ devices: { ...devices, ...patch } }));
}

/** Tests every provider with a small photo. A call during a running test does nothing. */
export async function testDevices(): Promise<void> {
  if (frame.getState().devices.isTesting) return;
  setDevices({ isTesting: true, error: null });
  try {
    setDevices({ list: await call('devices.list', {}), isTesting: false });
  } catch (error) {
    setDevices({ error: failureOf(error, ''), isTesting: false });
  }
}

let areDevelopersRead = false;

/** Finds out, once, which programs could develop raws instead of LibRaw. */
export function readDevelopers(): void {
  if (areDevelopersRead) return;
  areDevelopersRead = true;
  const read = async (): Promise<void> => {
    developers.setState({ found: await call('raw.developers', {}) });
  };
  inBackground(read(), '');
}

export async function readAbout(): Promise<void> {
  try {
    frame.setState({ about: await call('app.about', {}) });
  } catch (error) {
    reportFailure(error, '');
  }
}

/** Until the cards of the models are there, or cannot be had. */
export function modelsRead(signal: AbortSignal): Promise<void> {
  const isRead = (): boolean => models.getState().list.length > 0 || models.getState().error !== null;
  return new Promise((resolve, reject) => {
    if (isRead()) {
      resolve();
      return;
    }
    const stop = models.subscribe(() => {
      if (!isRead()) return;
      stop();
      resolve();
    });
    signal.addEventListener('abort', () => {
      stop();
      reject(new DOMException('Nobody waits for the models any more.', 'AbortError'));
    });
  });
}

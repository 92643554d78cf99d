import { call } from '../bridge';
import { frame, type FrameState } from '../state/frame';
import { models } from '../state/models';
import { failureOf, reportFailure } from './failures';

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

export async function readAbout(): Promise<void> {
  try {
    frame.setState({ about: await call('app.about', {}) });
  } catch (error) {
    reportFailure(error, '');
  }
}

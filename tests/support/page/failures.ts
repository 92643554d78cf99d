import type { WireError } from '@contract';

/** What the stand-in for the main process answers where a test wants a failure. */
export const outOfMemory: WireError = {
  code: 'session.outOfMemory',
  message: 'There was not enough memory to enhance street.jpg, even in small tiles.',
  action: 'Close other programs, or choose another model.',
};

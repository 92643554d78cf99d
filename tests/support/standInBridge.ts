import type { Bridge } from '@contract';

/** A bridge for units of the page. @param call answers as the main process would */
export function standInBridge(call: Bridge['call']): Bridge {
  return {
    call,
    cancel: () => undefined,
    openFiles: () => Promise.resolve({ ok: true, value: [] }),
    onEvent: () => () => undefined,
  };
}

import { ipcRenderer } from 'electron';
import { AppEvent, channels, type Bridge } from '@contract';
import { pathOf } from './pathOf';

/** How many events are kept until the page listens. */
const mostWaiting = 100;

/**
 * Everything the page gets: four functions, each bound to one channel. The page can reach neither Electron nor the channel names.
 */
export function makeBridge(): Bridge {
  const listeners = new Set<(event: AppEvent) => void>();
  const waiting: AppEvent[] = [];
  ipcRenderer.on(channels.event, (_event, message: unknown) => {
    const parsed = AppEvent.safeParse(message);
    if (!parsed.success) return;
    if (listeners.size === 0) waiting.push(...[parsed.data].slice(0, mostWaiting - waiting.length));
    for (const listener of listeners) listener(parsed.data);
  });
  return {
    call: (name, input, id) => ipcRenderer.invoke(channels.call, { name, input, id }),
    cancel: (id) => {
      ipcRenderer.send(channels.cancel, id);
    },
    openFiles: (files, purpose, id) => {
      const paths = [...files].map(pathOf).filter((path) => path !== '');
      return ipcRenderer.invoke(channels.files, { paths, purpose, id });
    },
    onEvent: (listener) => {
      listeners.add(listener);
      for (const event of waiting.splice(0)) listener(event);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

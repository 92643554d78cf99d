import type { HostReply } from '@contract';

/** The connection to the program that started this process, for both kinds of process. */
export type Channel = {
  /** `onSent` is called when the reply has been sent. */
  send(reply: HostReply, onSent?: () => void): void;
  onMessage(listener: (message: unknown) => void): void;
  /** That program is gone. */
  onGone(listener: () => void): void;
};

/** The port that Electron adds to `process` in a utility process. */
type ParentPort = {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  postMessage(message: unknown): void;
};

function isParentPort(value: unknown): value is ParentPort {
  return typeof value === 'object' && value !== null && 'on' in value && 'postMessage' in value;
}

/** @throws Error when this process has no parent to talk to */
export function openChannel(): Channel {
  const port: unknown = Reflect.get(process, 'parentPort');
  if (isParentPort(port)) return portChannel(port);
  if (process.send !== undefined) return forkChannel();
  throw new Error('The engine host is started by Candela, not by hand.');
}

function portChannel(port: ParentPort): Channel {
  return {
    send: (reply, onSent) => {
      port.postMessage(reply);
      // Electron does not report when a message has been sent. It is sent in this turn of the event loop.
      if (onSent) setImmediate(onSent);
    },
    onMessage: (listener) => {
      port.on('message', ({ data }) => {
        listener(data);
      });
    },
    // Electron ends this process with its parent.
    onGone: () => undefined,
  };
}

function forkChannel(): Channel {
  // A terminal sends these to all its programs. The one that started this process ends it by message. Electron ends its own by signal.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => undefined);
  return {
    send: (reply, onSent) => {
      // `disconnect` reports a parent that is gone. Nobody is left to receive the message.
      if (!process.connected) onSent?.();
      else process.send?.(reply, undefined, undefined, () => onSent?.());
    },
    onMessage: (listener) => {
      process.on('message', listener);
    },
    onGone: (listener) => {
      process.on('disconnect', listener);
    },
  };
}

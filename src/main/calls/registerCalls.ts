import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron';
import { CandelaError, channels, type Answer } from '@contract';
import { pageOrigin } from '../window/respond';
import type { CallRouter } from './CallRouter';

/** Connects the page to the router. Messages from any other sender are refused unread. */
export function registerCalls(router: CallRouter): void {
  ipcMain.handle(channels.call, (event, message: unknown) =>
    isPage(event) ? router.answer(message) : refused(),
  );
  ipcMain.handle(channels.files, (event, message: unknown) =>
    isPage(event) ? router.answerFiles(message) : refused(),
  );
  ipcMain.on(channels.cancel, (event, id: unknown) => {
    if (isPage(event)) router.cancel(id);
  });
}

/** Whether the sender is the page itself: the top frame, loaded from the app's own files. */
function isPage({ senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  if (senderFrame?.parent !== null) return false;
  return senderFrame.url.startsWith(`${pageOrigin}/`);
}

function refused(): Answer<never> {
  const error = new CandelaError('usage.refusedMessage', { reason: 'it does not come from the page' });
  return { ok: false, error: error.toWire() };
}

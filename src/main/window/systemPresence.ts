import { BrowserWindow, Notification, powerSaveBlocker } from 'electron';
import { fillText } from '@contract';
import type { PresenceTies } from '../batch/BatchPresence';
import { batchText } from '../text';

/** The taskbar, the notifications and the sleep of this system. */
export function systemPresence(): PresenceTies {
  let blocker: number | null = null;
  return {
    showProgress: (share, mode) => {
      for (const window of BrowserWindow.getAllWindows()) window.setProgressBar(share ?? -1, { mode });
    },
    keepAwake: (isAwake) => {
      if (isAwake) blocker ??= powerSaveBlocker.start('prevent-app-suspension');
      else if (blocker !== null) {
        powerSaveBlocker.stop(blocker);
        blocker = null;
      }
    },
    notify: ({ done, failed }) => {
      const isInFront = BrowserWindow.getAllWindows().some((window) => window.isFocused());
      if (isInFront || !Notification.isSupported()) return;
      const body = failed === 0 ? batchText.allDone : batchText.someFailed;
      new Notification({ title: batchText.finished, body: fillText(body, { done, failed }) }).show();
    },
  };
}

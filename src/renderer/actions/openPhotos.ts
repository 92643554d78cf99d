import type { PhotoEntry, PhotoHandle } from '@contract';
import { call, openFiles } from '../bridge';
import { frame } from '../state/frame';
import { shownPlace } from '../state/places';
import { addToast } from '../state/toasts';
import { fill, text } from '../text/en';
import { inBackground, reportFailure } from './failures';

/** Passes opened photos to the shown place. */
export function giveToPlace(entries: readonly PhotoEntry[]): void {
  if (entries.length > 0) shownPlace()?.take(entries);
}

async function opening(entries: Promise<readonly PhotoEntry[]>): Promise<void> {
  try {
    giveToPlace(await entries);
  } catch (error) {
    reportFailure(error, '');
  }
}

export function openDialog(): void {
  void opening(call('photos.open', {}));
}

export function pastePhoto(): void {
  void opening(call('photos.paste', {}));
}

export function openRecent(recent: PhotoHandle): void {
  void opening(call('photos.openRecent', { recent }));
}

/** Opens the photos that were open together last. */
export function reopenSession(): void {
  void opening(call('photos.reopenSession', {}));
}

/** Files dropped on a target of the shown place. */
export function dropFiles(files: readonly File[], zone: string): void {
  if (files.length === 0) {
    const message = fill(text.drop.nothing, { formats: text.readable });
    addToast({ kind: 'error', message, action: '' });
    return;
  }
  if (shownPlace()?.drop(files, zone) !== true) void opening(openFiles(files, { kind: 'photos' }));
}

/** Asks for the photos opened last. */
export async function readRecent(): Promise<void> {
  try {
    frame.setState({ recent: await call('photos.recent', {}) });
  } catch (error) {
    reportFailure(error, '');
  }
}

export function clearRecent(): void {
  frame.setState({ recent: [] });
  inBackground(call('photos.clearRecent', {}), '');
}

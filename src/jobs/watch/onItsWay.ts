import type { ErrorCode } from '@contract';

const codes: ReadonlySet<ErrorCode> = new Set([
  'input.missing',
  'photo.changed',
  'photo.damaged',
  'photo.empty',
  'photo.notAPhoto',
  'photo.unreadable',
]);

/** Whether a photo may have failed because its file is still on its way. */
export function isOnItsWay(code: ErrorCode): boolean {
  return codes.has(code);
}

/** Why the engine is unavailable: the reason of `engine.unavailable` and `engine.crashed`. */
export const engineText = {
  closing: 'the program is closing',
  stopped: 'it was stopped',
  notReady: 'it did not get ready',
  unansweredCancel: 'it did not answer a cancel',
  strangeMessage: 'it sent a message that is none of the contract',
} as const;

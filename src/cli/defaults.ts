/** Exit codes of the program. */
export const exitCodes = { done: 0, someFailed: 1, wrongUsage: 2, interrupted: 130 } as const;

/** Exit codes of the program. */
export const exitCodes = { done: 0, someFailed: 1, wrongUsage: 2, belowBar: 3, interrupted: 130 } as const;

/** Percent of full scale: photos with a higher median are bright enough. docs/measured.md says how it was chosen. */
export const defaultDarkness = 25;

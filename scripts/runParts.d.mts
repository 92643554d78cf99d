/** The failed tests that an output of vitest or pytest names, with what was wrong in each. */
export function failuresIn(output: string): string[];

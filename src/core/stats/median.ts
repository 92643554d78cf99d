/** The middle of the values; the mean of both where there is an even number. Null: there are none. */
export function medianOf(values: readonly number[]): number | null {
  const inOrder = [...values].sort((a, b) => a - b);
  const [low, high] = [inOrder[(inOrder.length - 1) >> 1], inOrder[inOrder.length >> 1]];
  return low === undefined || high === undefined ? null : low === high ? low : (low + high) / 2;
}

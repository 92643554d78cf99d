const levels = 256;

/** How much each pixel's luma changes so that all levels are equally frequent. The darkest level becomes black. */
export function equalised(luma: Uint8Array): Int16Array {
  const counts = new Uint32Array(levels);
  for (const value of luma) counts[value] = (counts[value] ?? 0) + 1;
  const first = counts.findIndex((count) => count > 0);
  const rest = luma.length - (counts[first] ?? 0);
  const table = new Uint8Array(levels);
  let sum = 0;
  for (let level = first + 1; level < levels; level += 1) {
    sum += counts[level] ?? 0;
    table[level] = rest === 0 ? level : Math.round((sum * (levels - 1)) / rest);
  }
  if (rest === 0) table[first] = first;
  return Int16Array.from(luma, (value) => (table[value] ?? 0) - value);
}

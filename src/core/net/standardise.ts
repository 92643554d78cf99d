/** Each column with the mean 0 and the deviation 1. A column without deviation is only centred. */
export function standardise(rows: readonly (readonly number[])[]) {
  const count = Math.max(1, rows.length);
  const columns = rows[0]?.length ?? 0;
  const means = Array.from(
    { length: columns },
    (_, at) => rows.reduce((sum, row) => sum + (row[at] ?? 0), 0) / count,
  );
  const deviations = means.map(
    (mean, at) => Math.sqrt(rows.reduce((sum, row) => sum + ((row[at] ?? 0) - mean) ** 2, 0) / count) || 1,
  );
  const apply = (row: readonly number[]): number[] =>
    row.map((value, at) => (value - (means[at] ?? 0)) / (deviations[at] ?? 1));
  return { rows: rows.map(apply), apply };
}

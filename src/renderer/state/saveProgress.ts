/** Progress of a save, from the progress of its stage. Null while the file is being read. */
export function saveProgress(progress: { stage: string; done: number; total: number }): number | null {
  const share = progress.total === 0 ? 0 : progress.done / progress.total;
  if (progress.stage === 'decode') return null;
  return progress.stage === 'inference' ? share * 0.9 : 0.9 + share * 0.1;
}

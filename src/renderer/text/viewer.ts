/** Words in and around the viewer. */
export const viewerWords = {
  stage: 'The photo. Arrows move it, plus and minus zoom.',
  lowLight: 'Low light',
  damaged: 'Damaged',
  enhanced: 'Enhanced',
  draft: 'draft',
  truth: 'Ground truth',
  fromLowLight: 'Difference × {gain}',
  fromTruth: 'Difference from the truth × {gain}',
  splitLine: 'Split line',
  splitShare: '{percent} % low light',
  swap: 'Swap',
} as const;

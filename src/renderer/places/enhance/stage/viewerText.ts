import type { HistogramText, ViewerText } from '../../../viewer';
import { fill } from '../../../text/en';
import { viewerWords } from '../../../text/viewer';

export const viewerText: ViewerText = {
  ...viewerWords,
  difference: (gain, from) =>
    fill(from === 'truth' ? viewerWords.fromTruth : viewerWords.fromLowLight, { gain }),
  splitValue: (percent) => fill(viewerWords.splitShare, { percent }),
};

function share(value: number): string {
  const percent = value * 100;
  if (percent > 0 && percent < 0.1) return '< 0.1 %';
  return `${percent.toFixed(1)} %`;
}

export const histogramText: HistogramText = {
  title: viewerWords.histogram,
  clipped: ({ black, white }) => fill(viewerWords.clipped, { black: share(black), white: share(white) }),
};

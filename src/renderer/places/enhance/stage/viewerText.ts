import type { ViewerText } from '../../../viewer';
import { fill } from '../../../text/en';
import { viewerWords } from '../../../text/viewer';

export const viewerText: ViewerText = {
  ...viewerWords,
  difference: (gain, from) =>
    fill(from === 'truth' ? viewerWords.fromTruth : viewerWords.fromLowLight, { gain }),
  splitValue: (percent) => fill(viewerWords.splitShare, { percent }),
};

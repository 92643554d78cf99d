import type { Candidate, ProviderChoice, Treatment } from '@contract';

/** How a candidate's pictures come to be, with neutral settings. */
export function treatmentOf(candidate: Candidate, provider: ProviderChoice): Treatment {
  switch (candidate.kind) {
    case 'model':
      return { by: 'model', inference: { model: candidate.id, controls: {}, provider } };
    case 'baseline':
      return { by: 'baseline', baseline: candidate.baseline };
    case 'folder':
      return { by: 'nobody' };
  }
}

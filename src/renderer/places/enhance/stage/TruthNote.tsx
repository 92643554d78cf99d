import { X } from 'lucide-react';
import { removeTruth } from '../actions/truths';
import type { PhotoView, Scoring } from '../../../state/photos';
import { fill, text } from '../../../text/en';
import { percent } from '../../../text/format';
import { IconButton } from '../../../ui/IconButton';
import { Ring } from '../../../ui/Ring';
import css from './TruthNote.module.css';

/** Shown beside the values in the truth view: the truth's name, or that scores are being measured. */
export function TruthNote({ photo: { entry, truth, scores, scoring } }: { photo: PhotoView }) {
  if (truth === null) return null;
  return (
    <div className={css['note']} data-drop="truth">
      {scoring !== null && 'error' in scoring ? (
        <span className={css['weak']}>{text.stage.notMeasured}</span>
      ) : scores === null ? (
        <span className={css['measuring']}>
          <Ring size={14} />
          {measuringLine(scoring)}
        </span>
      ) : (
        <span className={css['name']} title={truth.name}>
          {truth.name}
        </span>
      )}
      <IconButton
        icon={X}
        label={text.stage.truthDrop}
        onClick={() => {
          removeTruth(entry.photo);
        }}
      />
    </div>
  );
}

function measuringLine(scoring: Exclude<Scoring, { error: unknown }> | null): string {
  const { stage, progress } = scoring ?? { stage: 'measure', progress: null };
  if (progress === null) return text.stage.measuring;
  const line = stage === 'measure' ? text.stage.measuringRows : text.stage.measuringTiles;
  return fill(line, { percent: percent(progress) });
}

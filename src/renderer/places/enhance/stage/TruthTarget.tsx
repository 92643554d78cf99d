import { ImagePlus } from 'lucide-react';
import { chooseTruth } from '../actions/truths';
import { text } from '../../../text/en';
import { Button } from '../../../ui/Button';
import css from './TruthTarget.module.css';

/** Shown in the truth view without a truth: what it is and how to add one. Files dropped here become the ground truth. */
export function TruthTarget() {
  return (
    <div className={css['target']} data-drop="truth">
      <ImagePlus size={24} strokeWidth={1.5} aria-hidden="true" />
      <h2 className={css['title']}>{text.stage.truthNone}</h2>
      <p className={css['note']}>{text.stage.truthHow}</p>
      <Button kind="main" onClick={() => void chooseTruth()}>
        {text.stage.truthButton}
      </Button>
    </div>
  );
}

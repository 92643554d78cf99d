import { ImagePlus } from 'lucide-react';
import { chooseTruth } from '../actions/truths';
import { text } from '../../../text/en';
import { Button } from '../../../ui/Button';
import css from './TruthTarget.module.css';

/** In the truth view while there is none: what it is and how to give it. Files dropped here become the ground truth. */
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

import { commandLabel } from '@contract';
import { ListChecks } from 'lucide-react';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { batch, isOpen, type Job } from '../../../state/batch';
import { runCommand } from '../../../actions/commands';
import { photos, type PhotosState } from '../../../state/photos';
import { preferences } from '../../../state/preferences';
import { steadyList } from '../../../state/steady';
import { batchText } from '../../../text/batch';
import { counted } from '../../../text/en';
import { Button } from '../../../ui/Button';
import { IconButton } from '../../../ui/IconButton';
import { runWanted } from '../actions/commands';
import { pendingOf } from '../actions/run';
import { useChosen, useTargets } from '../useSet';
import css from './PanelFoot.module.css';

const words = batchText.panel;

/** Whether a photo was never begun. */
function isUntried(job: Job | undefined): boolean {
  return job === undefined || job.state === 'cancelled';
}

/** The one main action, and what it replaces. */
export function PanelFoot() {
  const own = useChosen();
  const targets = useTargets();
  const jobs = useStore(batch, (state) => state.jobs);
  const policy = useStore(preferences, ({ exportChoices }) => exportChoices.onConflict);
  const selectPending = useMemo(() => steadyList((set: PhotosState) => pendingOf(set, jobs)), [jobs]);
  const pending = useStore(photos, selectPending);
  const wanted = own.length > 0 ? targets.filter((photo) => !isOpen(jobs[photo])) : pending;
  const done = wanted.filter((photo) => jobs[photo]?.state === 'done').length;
  const isAgain = wanted.some((photo) => !isUntried(jobs[photo]));
  const rejected = useStore(photos, ({ byId }) =>
    own.length > 0 ? 0 : targets.filter((photo) => byId[photo]?.marks.isRejected === true).length,
  );
  const waiting = own.filter((photo) => jobs[photo]?.state === 'queued').length;
  const effect = { number: words.beside, overwrite: words.replaces, skip: words.skips }[policy];
  return (
    <footer className={css['foot']}>
      {waiting > 0 && <p className={css['note']}>{counted(words.waits, waiting)}</p>}
      {done > 0 && <p className={css['note']}>{counted(effect, done)}</p>}
      {rejected > 0 && wanted.length > 0 && (
        <p className={css['note']}>{counted(words.rejected, rejected)}</p>
      )}
      <div className={css['row']}>
        <Button kind="main" className={css['main']} disabled={wanted.length === 0} onClick={runWanted}>
          {wanted.length === 0 ? words.nothing : counted(isAgain ? words.rerun : words.run, wanted.length)}
        </Button>
        <IconButton
          icon={ListChecks}
          isFramed
          label={commandLabel('batchCheck')}
          disabled={wanted.length === 0}
          onClick={() => {
            runCommand('batchCheck');
          }}
        />
      </div>
    </footer>
  );
}

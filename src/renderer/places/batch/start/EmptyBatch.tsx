import { Eye, FolderOpen, History } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { runCommand } from '../../../actions/commands';
import { reportFailure } from '../../../actions/failures';
import { openDialog, reopenSession } from '../../../actions/openPhotos';
import { call } from '../../../bridge';
import { UnfinishedBatches } from '../../../frame/UnfinishedBatches';
import { batch } from '../../../state/batch';
import { batchText } from '../../../text/batch';
import { fill, text } from '../../../text/en';
import { Button } from '../../../ui/Button';
import { WatchStrip } from '../run/WatchStrip';
import css from './EmptyBatch.module.css';

const words = batchText.empty;

/** The number of photos that were open together last. */
function useSession(): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const { signal, abort } = wired();
    call('photos.session', {}, { signal }).then(
      (session) => {
        setCount(session.count);
      },
      (error: unknown) => {
        if (!signal.aborted) reportFailure(error, '');
      },
    );
    return abort;
  }, []);
  return count;
}

function wired(): { signal: AbortSignal; abort: () => void } {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    abort: () => {
      controller.abort();
    },
  };
}

/** Watches a folder, unless one is watched. Nothing has arrived there yet, or there would be photos. */
function Watch() {
  const isWatching = useStore(batch, ({ watching }) => watching !== null);
  if (isWatching) return <WatchStrip />;
  return (
    <Button
      onClick={() => {
        runCommand('watchFolder');
      }}
    >
      <Eye size={16} aria-hidden="true" />
      {batchText.watch.button}
    </Button>
  );
}

/** Shown before the first photo: what to do, and the last photos. */
export function EmptyBatch() {
  const session = useSession();
  return (
    <div className={css['empty']}>
      <h2 className={css['title']}>{words.title}</h2>
      <Button kind="main" className={css['add']} onClick={openDialog}>
        <FolderOpen size={16} aria-hidden="true" />
        {words.add}
      </Button>
      <UnfinishedBatches />
      {session > 1 && (
        <Button onClick={reopenSession}>
          <History size={16} aria-hidden="true" />
          {fill(text.empty.session, { count: session })}
        </Button>
      )}
      <Watch />
      <p className={css['note']}>{words.note}</p>
      <p className={css['note']}>{fill(text.empty.readable, { formats: text.readable })}</p>
    </div>
  );
}

import { RotateCcw, TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { inBackground } from '../../../actions/failures';
import { call } from '../../../bridge';
import { batch } from '../../../state/batch';
import { openPhoto, photos } from '../../../state/photos';
import { batchText } from '../../../text/batch';
import { counted } from '../../../text/en';
import { Button } from '../../../ui/Button';
import { retryPhotos } from '../../../actions/batch';
import { useChosen } from '../useSet';
import css from './Failures.module.css';

const words = batchText.panel;
/** More cards would push everything else away. */
const mostCards = 2;

/** What failed among the selected photos, or among all: the sentence, and what to do. */
export function Failures() {
  const own = useChosen();
  const order = useStore(photos, (state) => state.order);
  const jobs = useStore(batch, (state) => state.jobs);
  const failed = useMemo(
    () => (own.length > 0 ? own : order).filter((photo) => jobs[photo]?.state === 'failed'),
    [own, order, jobs],
  );
  if (failed.length === 0) return null;
  return (
    <section className={css['cards']} aria-label={counted(words.failures, failed.length)}>
      {failed.slice(0, mostCards).map((photo) => (
        <Card key={photo} photo={photo} />
      ))}
      {failed.length > 1 && (
        <Button
          onClick={() => {
            retryPhotos(failed);
          }}
        >
          <RotateCcw size={14} aria-hidden="true" />
          {counted(words.againAll, failed.length)}
        </Button>
      )}
    </section>
  );
}

function Card({ photo }: { photo: string }) {
  const error = useStore(batch, ({ jobs }) => jobs[photo]?.error ?? null);
  const name = openPhoto(photo)?.entry.name ?? '';
  return (
    <div className={css['card']}>
      <h3 className={css['name']}>
        <TriangleAlert className={css['bad']} size={14} aria-hidden="true" />
        {name}
      </h3>
      <p>
        {error?.message} {error?.action}
      </p>
      <div className={css['row']}>
        <Button
          onClick={() => {
            retryPhotos([photo]);
          }}
        >
          <RotateCcw size={14} aria-hidden="true" />
          {words.again}
        </Button>
        <Button
          kind="quiet"
          onClick={() => {
            inBackground(call('photos.reveal', { photo }), name);
          }}
        >
          {words.show}
        </Button>
      </div>
    </div>
  );
}

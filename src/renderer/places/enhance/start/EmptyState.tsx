import { FolderOpen, History } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { clearHistory, loadStart } from '../actions/startPage';
import { openSample } from '../actions/takePhotos';
import { openDialog, openRecent, reopenSession } from '../../../actions/openPhotos';
import { UnfinishedBatches } from '../../../frame/UnfinishedBatches';
import { frame } from '../../../state/frame';
import { answers } from '../state/answers';
import { fill, text } from '../../../text/en';
import { Button } from '../../../ui/Button';
import { PictureCanvas } from '../../../ui/PictureCanvas';
import css from './EmptyState.module.css';

/** Shown before the first photo: instructions and samples. */
export function EmptyState() {
  const recent = useStore(frame, (state) => state.recent);
  useEffect(() => {
    const controller = new AbortController();
    void loadStart(controller.signal);
    return () => {
      controller.abort();
    };
  }, []);
  return (
    <div className={css['empty']}>
      <div className={css['welcome']}>
        <h1 className={css['title']}>{text.empty.title}</h1>
        <Button kind="main" className={css['open']} onClick={openDialog}>
          <FolderOpen size={16} aria-hidden="true" />
          {text.empty.open}
        </Button>
        <UnfinishedBatches />
        <Session />
        <p className={css['note']}>{fill(text.empty.readable, { formats: text.readable })}</p>
      </div>
      <Samples />
      {recent.length > 0 && (
        <section className={css['recent']} aria-labelledby="recent">
          <header className={css['head']}>
            <h2 id="recent" className={css['heading']}>
              {text.empty.recent}
            </h2>
            <Button kind="quiet" onClick={clearHistory}>
              {text.empty.clearRecent}
            </Button>
          </header>
          <ul className={css['list']}>
            {recent.slice(0, 5).map((entry) => (
              <li key={entry.recent}>
                <button
                  type="button"
                  className={css['row']}
                  onClick={() => {
                    openRecent(entry.recent);
                  }}
                >
                  <span>{entry.name}</span>
                  <span className={css['folder']}>{entry.folder}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** The photos that were open together last. A single one stands in the list below. */
function Session() {
  const count = useStore(answers, ({ session }) => session);
  if (count < 2) return null;
  return (
    <Button onClick={reopenSession}>
      <History size={16} aria-hidden="true" />
      {fill(text.empty.session, { count })}
    </Button>
  );
}

function Samples() {
  const samples = useStore(answers, (state) => state.samples);
  if (samples.length === 0) return <div className={css['samples']} />;
  return (
    <section className={css['samples']} aria-labelledby="samples">
      <h2 id="samples" className={css['heading']}>
        {text.empty.samples}
      </h2>
      <ul className={css['tiles']}>
        {samples.map(({ entry, thumb, enhanced }) => (
          <li key={entry.photo}>
            <button
              type="button"
              className={css['tile']}
              aria-label={fill(text.empty.sample, { name: entry.name })}
              onClick={() => {
                openSample(entry);
              }}
            >
              {thumb !== null && <PictureCanvas className={css['picture']} picture={thumb} label="" />}
              {enhanced !== null && (
                <span className={css['enhanced']}>
                  <PictureCanvas className={css['picture']} picture={enhanced} label="" />
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

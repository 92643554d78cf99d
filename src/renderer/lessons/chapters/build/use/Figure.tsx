import type { PhotoEntry } from '@contract';
import { useStore } from 'zustand';
import type { Picture } from '../../../../bridge';
import { Button } from '../../../../ui/Button';
import { TextField } from '../../../../ui/TextField';
import { showPage } from '../../../actions/showPage';
import { Captioned } from '../../../figure/Captioned';
import { Card } from '../../../figure/Card';
import { training } from '../training/state';
import css from './Figure.module.css';
import { enhanceWith, exportModel, values } from './state';
import { useResults } from './use';

/** The trained network becomes a model, and enhances the open photo beside a shipped one. */
export function Figure() {
  const { pictures, model, entry, isLit, error } = useResults();
  const name = entry?.name ?? '–';
  const isLost = error !== null;
  return (
    <div className={css['figure']}>
      <Card title="Name it, and add it to the models">
        <Export entry={entry} />
        {error !== null && <p className={css['error']}>{error}</p>}
      </Card>
      <Card title={isLit ? 'A well-lit photo' : 'On the photo'} note={name}>
        <div className={css['pictures']}>
          <Captioned picture={pictures.photo} caption="Before" isGone={isLost} />
          {model === '' ? (
            <Missing photo={pictures.photo} />
          ) : (
            <Captioned picture={pictures.own} caption="Your network" isGone={isLost} />
          )}
          <Captioned picture={pictures.shipped} caption="Small CNN, as shipped" isGone={isLost} />
        </div>
      </Card>
    </div>
  );
}

/** Names the network, adds it to the models, and takes it to the photo. */
function Export({ entry }: { entry: PhotoEntry | null }) {
  const { name, model } = values.useValues();
  const run = useStore(training, ({ current }) => current);
  const step = run?.state.step ?? 0;
  return (
    <div className={css['row']}>
      <TextField
        label="Name of the model"
        value={name}
        most={60}
        onCommit={(next) => {
          values.set({ name: next.trim() === '' ? 'My first network' : next.trim() });
        }}
      />
      <Way step={step} model={model} entry={entry} />
      <span className={css['note']}>
        {model === ''
          ? `${step} steps so far. As a model it can enhance any photo.`
          : `Added as “${model}”. It stands among the models, here and on the command line.`}
      </span>
    </div>
  );
}

/** What is to be done next. */
function Way({ step, model, entry }: { step: number; model: string; entry: PhotoEntry | null }) {
  if (model !== '' && entry !== null)
    return (
      <>
        <Button
          kind="main"
          onClick={() => {
            enhanceWith(model, entry);
          }}
        >
          Enhance the photo with it
        </Button>
        {step > 0 && <Button onClick={() => void exportModel()}>Add it again</Button>}
      </>
    );
  if (step > 0)
    return (
      <Button kind="main" onClick={() => void exportModel()}>
        Add to the models
      </Button>
    );
  return (
    <Button
      onClick={() => {
        showPage('train', 'use');
      }}
    >
      Train it first
    </Button>
  );
}

/** The place of the network’s picture, as large as the photo. */
function Missing({ photo }: { photo: Picture | undefined }) {
  const { width, height } = photo ?? { width: 3, height: 2 };
  return (
    <figure>
      <div className={css['blank']} style={{ aspectRatio: width / height }}>
        Add your network to the models to see its picture.
      </div>
      <figcaption className={css['note']}>Your network</figcaption>
    </figure>
  );
}

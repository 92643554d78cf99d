import type { ExplainedArray, ImageRef } from '@contract';
import { useStore } from 'zustand';
import type { Explained } from '../state/explanation';
import { setView, view } from '../state/view';
import { fill } from '../../../text/en';
import { percent, sample } from '../../../text/format';
import { sheetText } from '../../../text/sheets';
import { PictureCanvas } from '../../../ui/PictureCanvas';
import { Switch } from '../../../ui/Switch';
import css from './WhyDrawer.module.css';

const words = sheetText.why;

export type WhyContentProps = { explained: Explained; strength: number };

/** The steps with this photo's numbers, then what the model saw and decided. */
export function WhyContent({ explained, strength }: WhyContentProps) {
  const { arrays, thumbnail, maps } = explained.explanation;
  return (
    <>
      <ol className={css['steps']}>
        {arrays.map((array, index) => (
          <Step key={array.step} array={array} number={index + 1} explained={explained} />
        ))}
      </ol>
      <section className={css['part']}>
        <h3 className={css['heading']}>{words.mixed}</h3>
        <p className={css['note']}>
          {fill(words.mixedNote, { strength: percent(strength), share: percent(strength) })}
        </p>
      </section>
      {thumbnail !== undefined && (
        <section className={css['part']}>
          <h3 className={css['heading']}>{words.thumbnail}</h3>
          <p className={css['note']}>{words.thumbnailNote}</p>
          <Shown explained={explained} image={thumbnail} label={words.thumbnail} />
        </section>
      )}
      {maps.length > 0 && <h3 className={css['heading']}>{words.maps}</h3>}
      {maps.map((map) => (
        <figure key={map.name} className={css['part']}>
          <Shown explained={explained} image={map.picture} label={map.meaning} />
          <figcaption className={css['note']}>
            {map.meaning} · {fill(words.mapRange, { min: sample(map.min), max: sample(map.max) })}
          </figcaption>
        </figure>
      ))}
      <Tiles explained={explained} />
    </>
  );
}

type StepProps = { array: ExplainedArray; number: number; explained: Explained };

function Step({ array, number, explained }: StepProps) {
  const [title, meaning] = words.steps[array.step];
  return (
    <li className={css['step']}>
      <h3 className={css['stepTitle']}>
        <span className={css['number']}>{number}</span>
        {title}
      </h3>
      <p className={css['note']}>{meaning}</p>
      {array.picture !== undefined && <Shown explained={explained} image={array.picture} label={title} />}
      <dl className={css['facts']}>
        <dt>{words.range}</dt>
        <dd>
          {sample(array.min)} – {sample(array.max)}
        </dd>
        <dt>{words.shape}</dt>
        <dd>
          {array.shape.join(' × ')} · {array.type}
        </dd>
        <dt>{words.first}</dt>
        <dd className={css['numbers']}>{array.first.map(sample).join('  ')}</dd>
      </dl>
      {array.outside !== undefined && (
        <p className={css['note']}>
          {array.outside === 0
            ? words.outsideNone
            : fill(words.outside, { count: array.outside.toLocaleString('en') })}
        </p>
      )}
    </li>
  );
}

function Shown({ explained, image, label }: { explained: Explained; image: ImageRef; label: string }) {
  const picture = explained.pictures.get(image.image);
  return picture === undefined ? null : (
    <PictureCanvas className={css['picture']} picture={picture} label={label} />
  );
}

function Tiles({ explained: { explanation } }: { explained: Explained }) {
  const showTiles = useStore(view, (state) => state.showTiles);
  const { tiles, overlap } = explanation;
  return (
    <section className={css['part']}>
      <h3 className={css['heading']}>{words.tiles}</h3>
      <p className={css['note']}>
        {tiles.length <= 1 ? words.tilesOne : fill(words.tilesNote, { count: tiles.length, overlap })}
      </p>
      <Switch
        label={words.tilesShow}
        isOn={showTiles}
        onChange={(isOn) => {
          setView({ showTiles: isOn });
        }}
      />
    </section>
  );
}

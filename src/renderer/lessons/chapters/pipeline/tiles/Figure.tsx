import { Slider } from '../../../../ui/Slider';
import { Card } from '../../../figure/Card';
import { Facts } from '../../../figure/Facts';
import { ModelChoice } from '../../../figure/ModelChoice';
import { shown } from '../../../figure/number';
import { FigureError, PictureOrWait } from '../../../figure/Waiting';
import css from './Figure.module.css';
import { useSeam, values, type Seam } from './tiles';

/** The photo in tiles, and how far that is from the photo in one piece. */
export function Figure() {
  const { overlap } = values.useValues();
  const { model, seam } = useSeam();
  const { value, error, isWaiting } = seam;
  const pictureOf = (name: 'tiled' | 'difference') => value?.pictures.get(value.answer[name].image);
  return (
    <div className={css['figure']} aria-busy={isWaiting}>
      <Card title="In tiles" note={value === null ? '–' : `${value.answer.tiles.length} tiles`}>
        <div className={css['stack']}>
          <PictureOrWait picture={pictureOf('tiled')} label="The result, made of tiles" />
          {value !== null && <Borders {...value} />}
        </div>
      </Card>
      <Card title="How far it is from the whole" note={value === null ? '–' : `× ${value.answer.amplified}`}>
        <PictureOrWait picture={pictureOf('difference')} label="The difference, amplified" />
      </Card>
      <Card title="Tiles and overlap">
        <FigureError error={error} />
        <ModelChoice
          model={model}
          onChange={(chosen) => {
            values.set({ model: chosen });
          }}
        />
        <Slider
          label="Overlap"
          hint="Real pixels around each tile that the network sees and gives away again."
          entryLabel="Overlap in pixels"
          range={{ min: 0, max: 96, neutral: 0, step: 4 }}
          value={overlap}
          format={(pixels) => `${pixels} px`}
          onChange={(next) => {
            values.set({ overlap: Math.round(next) });
          }}
        />
        <Facts
          rows={[
            ['Greatest difference', value === null ? '–' : `${shown(value.answer.greatest, 0)} of 255`],
            ['Mean difference', value === null ? '–' : shown(value.answer.mean)],
            ['The card’s overlap', value === null ? '–' : `${value.answer.cardOverlap} px`],
          ]}
        />
      </Card>
    </div>
  );
}

/** The tiles' borders over the picture. */
function Borders({ answer: { tiles, tiled } }: Seam) {
  return (
    <svg className={css['borders']} viewBox={`0 0 ${tiled.width} ${tiled.height}`} aria-hidden="true">
      {tiles.map(({ x, y, width, height }) => (
        <rect key={`${x} ${y}`} x={x} y={y} width={width} height={height} />
      ))}
    </svg>
  );
}

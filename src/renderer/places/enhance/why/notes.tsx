import { useEffect } from 'react';
import { useStore } from 'zustand';
import { Card } from '../../../lessons/figure/Card';
import { useLessonModel } from '../../../lessons/figure/lessonModel';
import { useExplained } from '../../../lessons/figure/useExplained';
import { fill } from '../../../text/en';
import { percent } from '../../../text/format';
import { sheetText } from '../../../text/sheets';
import { Switch } from '../../../ui/Switch';
import { setView, view } from '../state/view';
import css from './WhyDrawer.module.css';

const words = sheetText.why;

/** What strength makes of the network's result. */
export function MixNote({ strength }: { strength: number }) {
  return (
    <Card title={words.mixed}>
      <p className={css['note']}>
        {fill(words.mixedNote, { strength: percent(strength), share: percent(strength) })}
      </p>
    </Card>
  );
}

/** The tiles of this photo, and a switch that draws them over it. */
export function TilesNote() {
  const showTiles = useStore(view, (state) => state.showTiles);
  const { value } = useExplained(useLessonModel(null));
  useEffect(() => {
    setView({ tiles: value === null ? null : { photo: value.photo, list: value.explanation.tiles } });
    return () => {
      setView({ tiles: null });
    };
  }, [value]);
  const { tiles, overlap } = value?.explanation ?? { tiles: [], overlap: 0 };
  return (
    <Card title={words.tiles}>
      <p className={css['note']}>
        {value === null
          ? '–'
          : tiles.length <= 1
            ? words.tilesOne
            : fill(words.tilesNote, { count: tiles.length, overlap })}
      </p>
      <Switch
        label={words.tilesShow}
        isOn={showTiles}
        onChange={(isOn) => {
          setView({ showTiles: isOn });
        }}
      />
    </Card>
  );
}

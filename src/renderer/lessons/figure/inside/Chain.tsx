import type { NetworkLayer } from '@contract';
import css from './Chain.module.css';
import { kindWords, msWords, shapeWords, sightWords } from './layerWords';

export type ChainProps = {
  layers: readonly NetworkLayer[];
  chosen: number | undefined;
  onChoose: (index: number) => void;
  isWaiting: boolean;
};

/** The layers one after the other. Each box is a button: name, time, shape, and what it sees. */
export function Chain({ layers, chosen, onChoose, isWaiting }: ChainProps) {
  if (layers.length === 0) {
    return (
      <div className={css['chain']} {...(isWaiting && { 'data-waiting': true })}>
        {Array.from({ length: 6 }, (_, index) => (
          <span key={index} className={css['box']}>
            <span className={css['name']}>–</span>
            <span>– × – × –</span>
            <span>–</span>
          </span>
        ))}
      </div>
    );
  }
  return (
    <ol className={css['chain']} aria-label="Layers">
      {layers.map((layer) => (
        <li key={layer.index}>
          <button
            type="button"
            className={css['box']}
            aria-pressed={layer.index === chosen}
            title={kindWords(layer)}
            onClick={() => {
              onChoose(layer.index);
            }}
          >
            <span className={css['name']}>
              {layer.name} <span className={css['ms']}>{msWords(layer)}</span>
            </span>
            <span>{shapeWords(layer)}</span>
            <span>{sightWords(layer)}</span>
            {layer.silent.length > 0 && <span className={css['silent']}>{layer.silent.length} silent</span>}
          </button>
        </li>
      ))}
    </ol>
  );
}

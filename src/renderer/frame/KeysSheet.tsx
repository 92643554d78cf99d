import { isMac, keyParts, keyRows, type KeyRow } from '../keys';
import { closeSheet } from '../state/frame';
import { sheetText } from '../text/sheets';
import { Sheet } from '../ui/Sheet';
import css from './KeysSheet.module.css';

const words = sheetText.keys;
const groups = ['photos', 'marks', 'view', 'look', 'batch', 'learn', 'evaluate', 'places', 'sheets'] as const;

/** All keys, from the table that handles them. */
export function KeysSheet() {
  return (
    <Sheet title={words.title} width="wide" onClose={closeSheet}>
      <div className={css['columns']}>
        {groups.map((group) => (
          <section key={group} className={css['group']}>
            <h3 className={css['heading']}>{words.groups[group]}</h3>
            <dl className={css['list']}>
              {keyRows
                .filter((row) => row.group === group)
                .map((row) => (
                  <Row key={row.command} row={row} />
                ))}
              {group === 'look' &&
                words.slider.map(([keys, meaning]) => (
                  <div key={keys} className={css['row']}>
                    <dt>{meaning}</dt>
                    <dd>
                      <kbd className={css['key']}>{keys}</kbd>
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Sheet>
  );
}

function Row({ row }: { row: KeyRow }) {
  return (
    <div className={css['row']}>
      <dt>
        {row.label}
        {row.isHeld === true && ` (${words.held})`}
      </dt>
      <dd>
        {row.keys.slice(0, 2).map((keys, index) => (
          <span key={keys} className={css['combination']}>
            {index > 0 && <span className={css['or']}>{words.or}</span>}
            {keyParts(keys, isMac()).map((part) => (
              <kbd key={part} className={css['key']}>
                {part}
              </kbd>
            ))}
          </span>
        ))}
      </dd>
    </div>
  );
}

import { ListFilter } from 'lucide-react';
import { useStore } from 'zustand';
import { filter, setFilter, type PhotoFilter } from '../../../state/filter';
import { photos } from '../../../state/photos';
import { fill, text } from '../../../text/en';
import { IconButton } from '../../../ui/IconButton';
import { Menu } from '../../../ui/Menu';
import { useStripOrder } from '../useShown';
import css from './FilmStrip.module.css';

const choices: readonly PhotoFilter[] = ['all', 'kept', 'rejected', 1, 2, 3, 4, 5];

/** Which photos the strip holds, by their marks. */
export function StripFilter() {
  const chosen = useStore(filter, (state) => state.photos);
  const all = useStore(photos, ({ order }) => order.length);
  const count = useStripOrder().length;
  return (
    <div className={css['filter']}>
      <Menu
        side="top"
        trigger={
          <IconButton icon={ListFilter} label={text.strip.filter} isFramed isPressed={chosen !== 'all'} />
        }
        entries={choices.map((choice) => ({
          kind: 'item',
          label: text.strip.filters[choice],
          isChecked: choice === chosen,
          onSelect: () => {
            setFilter(choice);
          },
        }))}
      />
      {chosen !== 'all' && <span>{fill(text.strip.filtered, { count, all })}</span>}
    </div>
  );
}

import { useStore } from 'zustand';
import { places, showPlace } from '../state/places';
import { text } from '../text/en';
import css from './Rail.module.css';

/** The places of the program. Hidden while there is only one. */
export function Rail() {
  const { table, shown } = useStore(places);
  if (table.length < 2) return null;
  return (
    <nav className={css['rail']} aria-label={text.places.label}>
      {table.map(({ id, label, icon: Icon }) => (
        <button
          key={id}
          type="button"
          className={css['tile']}
          aria-current={id === shown ? 'page' : undefined}
          onClick={() => {
            showPlace(id);
          }}
        >
          <Icon size={20} strokeWidth={1.75} aria-hidden="true" />
          {label}
        </button>
      ))}
    </nav>
  );
}

import { useStore } from 'zustand';
import { places, showPlace, type Place } from '../state/places';
import { fill, text } from '../text/en';
import css from './Rail.module.css';

/** The places of the program. Hidden while there is only one. */
export function Rail() {
  const { table, shown } = useStore(places);
  if (table.length < 2) return null;
  return (
    <nav className={css['rail']} aria-label={text.places.label}>
      {table.map((place) => (
        <Tile key={place.id} place={place} isShown={place.id === shown} />
      ))}
    </nav>
  );
}

const never = (): boolean => false;

function Tile({ place, isShown }: { place: Place; isShown: boolean }) {
  const { id, label, icon: Icon, useIsBusy = never } = place;
  const isBusy = useIsBusy() && !isShown;
  return (
    <button
      type="button"
      className={css['tile']}
      aria-current={isShown ? 'page' : undefined}
      aria-label={isBusy ? fill(text.places.busy, { place: label }) : undefined}
      onClick={() => {
        showPlace(id);
      }}
    >
      <Icon size={20} strokeWidth={1.75} aria-hidden="true" />
      {label}
      {isBusy && <span className={css['dot']} />}
    </button>
  );
}

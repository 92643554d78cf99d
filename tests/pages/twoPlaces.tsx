/** @file The whole page with a second place beside Enhance: a list of names, which is all that it makes of photos. */
import '../../src/renderer/styles/tokens.css';
import '../../src/renderer/styles/base.css';
import { Rows3 } from 'lucide-react';
import { createRoot } from 'react-dom/client';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { hold } from '../../src/renderer/actions/handles';
import { App } from '../../src/renderer/App';
import { placeTable } from '../../src/renderer/places';
import { setPlaces, type Place } from '../../src/renderer/state/places';

const names = createStore<{ list: readonly string[] }>()(() => ({ list: [] }));

function Names() {
  const { list } = useStore(names);
  return (
    <main>
      <ol aria-label="Names">
        {list.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ol>
    </main>
  );
}

const second: Place = {
  id: 'names',
  label: 'Names',
  icon: Rows3,
  Main: Names,
  Title: () => <h1>Names</h1>,
  Tools: () => null,
  commands: {},
  holdOriginal: () => undefined,
  take: (entries) => {
    for (const { photo } of entries) hold(photo, 'names');
    names.setState(({ list }) => ({ list: [...list, ...entries.map(({ name }) => name)] }));
  },
  zoneOf: () => 'photo',
  drop: () => false,
  useEscape: () => null,
  start: () => () => undefined,
};

const root = document.getElementById('root');
if (root === null) throw new Error('index.html lacks its root.');
setPlaces([...placeTable, second]);
createRoot(root).render(<App />);

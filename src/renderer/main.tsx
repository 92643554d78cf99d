import './withoutEval';
import './styles/tokens.css';
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { placeTable } from './places';
import { setPlaces } from './state/places';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html lacks its root.');
setPlaces(placeTable);
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

import { useStore } from 'zustand';
import { runCommand } from '../../../actions/commands';
import { activePhoto } from '../state/photos';
import { setView, view, zoomTo } from '../state/view';
import { text } from '../../../text/en';
import { scaleLabel } from '../../../text/format';
import { Menu } from '../../../ui/Menu';
import css from './ZoomControl.module.css';

const steps = [0.25, 0.5, 1, 2, 4, 8];

function setScale(scale: number): void {
  const size = activePhoto()?.entry.summary;
  if (size !== undefined) setView({ zoom: zoomTo(view.getState(), scale, size) });
}

/** Fit, the present scale with others to choose from, and one to one. */
export function ZoomControl() {
  const zoom = useStore(view, (state) => state.zoom);
  const fitScale = useStore(view, (state) => state.scale);
  const scale = zoom.kind === 'fit' ? fitScale : zoom.scale;
  const isActual = zoom.kind === 'scale' && Math.abs(zoom.scale - 1) < 1e-6;
  const entries = steps.map((step) => ({
    kind: 'item' as const,
    label: scaleLabel(step),
    isChecked: zoom.kind === 'scale' && Math.abs(scale - step) < 1e-6,
    onSelect: () => {
      setScale(step);
    },
  }));
  return (
    <div className={css['zoom']} role="group" aria-label={text.stage.zoom}>
      <button
        type="button"
        className={css['item']}
        aria-pressed={zoom.kind === 'fit'}
        onClick={() => {
          runCommand('zoomFit');
        }}
      >
        {text.stage.fit}
      </button>
      <Menu
        side="top"
        entries={entries}
        trigger={
          <button type="button" className={css['item']} data-scale>
            {scaleLabel(scale)}
          </button>
        }
      />
      <button
        type="button"
        className={css['item']}
        aria-pressed={isActual}
        onClick={() => {
          runCommand('zoomActual');
        }}
      >
        {text.stage.actual}
      </button>
    </div>
  );
}

import { Popover } from 'radix-ui';
import { useState, type SubmitEvent } from 'react';
import { useStore } from 'zustand';
import { runCommand } from '../../../actions/commands';
import { activePhoto } from '../../../state/photos';
import { setView, view, zoomTo } from '../state/view';
import { text } from '../../../text/en';
import { scaleLabel } from '../../../text/format';
import css from './ZoomControl.module.css';
import { parseZoom } from './zoomEntry';

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
      <ScaleChoice scale={scale} isChosen={zoom.kind === 'scale'} />
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

type ScaleChoiceProps = { scale: number; isChosen: boolean };

/** The present scale. A press opens others to choose from, and takes a number. */
function ScaleChoice({ scale, isChosen }: ScaleChoiceProps) {
  const [isOpen, setOpen] = useState(false);
  const choose = (next: number): void => {
    setScale(next);
    setOpen(false);
  };
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <button type="button" className={css['item']} data-scale>
          {scaleLabel(scale)}
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className={css['choice']} side="top" align="end" sideOffset={6} collisionPadding={8}>
          <ScaleEntry scale={scale} onDone={choose} />
          {steps.map((step) => (
            <button
              key={step}
              type="button"
              className={css['step']}
              aria-pressed={isChosen && Math.abs(scale - step) < 1e-6}
              onClick={() => {
                choose(step);
              }}
            >
              {scaleLabel(step)}
            </button>
          ))}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function ScaleEntry({ scale, onDone }: { scale: number; onDone: (scale: number) => void }) {
  const [typed, setTyped] = useState(() => String(Math.round(scale * 100)));
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const next = parseZoom(typed);
    if (next !== null) onDone(next);
  };
  return (
    <form className={css['entry']} onSubmit={submit}>
      <input
        aria-label={text.stage.zoomEntry}
        inputMode="decimal"
        value={typed}
        onFocus={(event) => {
          event.currentTarget.select();
        }}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
      />
      <span aria-hidden="true">%</span>
    </form>
  );
}

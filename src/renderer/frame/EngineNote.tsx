import { useStore } from 'zustand';
import { frame } from '../state/frame';
import { sheetText } from '../text/sheets';
import css from './EngineNote.module.css';

/** Reports that the engine's process crashed and restarted. It disappears by itself. */
export function EngineNote() {
  const { state, error } = useStore(frame, ({ engine }) => engine);
  const line =
    state === 'restarted'
      ? sheetText.engine.restarted
      : state === 'failed'
        ? `${sheetText.engine.failed} ${error?.message ?? ''} ${error?.action ?? ''}`
        : '';
  return (
    <div className={css['place']} role="status">
      {line !== '' && (
        <p className={css['line']} data-bad={state === 'failed'}>
          {line}
        </p>
      )}
    </div>
  );
}

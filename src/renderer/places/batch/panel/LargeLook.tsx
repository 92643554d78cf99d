import type { KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { closeSheet } from '../../../state/frame';
import { photos } from '../../../state/photos';
import { showPlace } from '../../../state/places';
import { batchText } from '../../../text/batch';
import { text } from '../../../text/en';
import { Button } from '../../../ui/Button';
import { Sheet } from '../../../ui/Sheet';
import { goBy } from '../actions/select';
import { usePhoto } from '../useSet';
import { Comparison } from './QuickLook';
import css from './QuickLook.module.css';

/** Keys of the large look: arrows go on, Space closes it again. */
function onKeyDown(event: KeyboardEvent): void {
  if (event.target instanceof HTMLButtonElement && event.key === ' ') return;
  if (event.key === 'ArrowRight' || event.key === 'ArrowDown') goBy(1, false);
  else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') goBy(-1, false);
  else if (event.key === ' ') closeSheet();
  else return;
  event.preventDefault();
}

/** The photo that has the focus, as large as the window allows. */
export function LargeLook() {
  const active = useStore(photos, (state) => state.active);
  const name = usePhoto(active)?.entry.name ?? '';
  const foot = (
    <>
      <Button
        onClick={() => {
          closeSheet();
          showPlace('enhance');
        }}
      >
        {batchText.panel.enhance}
      </Button>
      <Button kind="main" onClick={closeSheet}>
        {text.common.close}
      </Button>
    </>
  );
  return (
    <Sheet title={name} width="wide" onClose={closeSheet} foot={foot}>
      <div className={css['stage']} onKeyDown={onKeyDown} tabIndex={-1} data-first>
        <Comparison name={name} className={css['large']} />
      </div>
    </Sheet>
  );
}

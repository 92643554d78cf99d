import type { DragEvent } from 'react';
import { useStore } from 'zustand';
import { dragOut } from '../../../actions/dragOut';
import type { Job } from '../../../state/batch';
import { chosenOrShown } from '../actions/select';
import { moved } from '../state/moved';
import { carry } from './useReorder';

/** What a tile or row needs so that its photo can be dragged: one that waits to another turn, a result out of the window. */
export function useCarrying(photo: string, job: Job | undefined) {
  const isCarried = useStore(moved, ({ carried }) => carried.has(photo));
  const waits = job?.state === 'queued';
  return {
    draggable: waits || job?.state === 'done',
    'data-carried': isCarried,
    'aria-keyshortcuts': waits ? 'Alt+ArrowUp Alt+ArrowDown' : undefined,
    onDragStart: (event: DragEvent): void => {
      if (waits) carry(event, photo);
      else {
        event.preventDefault();
        void dragOut(photo, chosenOrShown());
      }
    },
  };
}

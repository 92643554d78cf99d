import type { CallOutput, DeviceRecord, WireError } from '@contract';
import { createStore } from 'zustand/vanilla';

/** Every dialog, whoever shows it: only one stands open at a time. */
export type SheetName = 'models' | 'devices' | 'export' | 'keys' | 'about' | 'presets' | 'savePreset';

export type FrameState = {
  readonly sheet: SheetName | null;
  /** The dialog's element: whatever is outside of it can be neither seen through it nor reached. */
  readonly dialog: HTMLDialogElement | null;
  /** Target that dragged files are over, one of the shown place's; null while nothing is dragged. */
  readonly dropZone: string | null;
  /** The photos opened last. */
  readonly recent: CallOutput<'photos.recent'>;
  /** How the engine's process is. */
  readonly engine: {
    readonly state: 'starting' | 'ready' | 'restarted' | 'failed';
    readonly error: WireError | null;
  };
  /** The execution providers of this machine. `list` is null until somebody asks: the self-test takes a while. */
  readonly devices: {
    readonly list: readonly DeviceRecord[] | null;
    readonly isTesting: boolean;
    readonly error: WireError | null;
  };
  readonly about: { readonly version: string; readonly electron: string; readonly platform: string };
};

/** What the window shows around its places. */
export const frame = createStore<FrameState>()(() => ({
  sheet: null,
  dialog: null,
  dropZone: null,
  recent: [],
  engine: { state: 'ready', error: null },
  devices: { list: null, isTesting: false, error: null },
  about: { version: '', electron: '', platform: '' },
}));

export function openSheet(sheet: SheetName): void {
  frame.setState({ sheet });
}

export function closeSheet(): void {
  frame.setState({ sheet: null });
}

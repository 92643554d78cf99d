import type { CallOutput, DeviceRecord, WireError } from '@contract';
import { createStore } from 'zustand/vanilla';

/** All dialogs of frame and places. Only one is open at a time. */
export type SheetName =
  | 'models'
  | 'devices'
  | 'export'
  | 'keys'
  | 'about'
  | 'presets'
  | 'savePreset'
  | 'copySettings'
  | 'quickLook'
  | 'batchStart'
  | 'watchFolder'
  | 'pairs'
  | 'reproduce'
  | 'glossary';

export type FrameState = {
  readonly sheet: SheetName | null;
  /** The dialog that stands open: where messages stand in it, and the last message before it. Nothing outside it can be reached. */
  readonly dialog: { readonly messages: HTMLElement; readonly since: number } | null;
  /** The shown place's target under dragged files. Null while nothing is dragged. */
  readonly dropZone: string | null;
  /** Saved files are being dragged out of the window. Over the window itself they are not photos to open. */
  readonly isDraggingOut: boolean;
  /** The photos opened last. */
  readonly recent: CallOutput<'photos.recent'>;
  /** State of the engine's process. */
  readonly engine: {
    readonly state: 'starting' | 'ready' | 'restarted' | 'failed';
    readonly error: WireError | null;
  };
  /** The execution providers of this machine. `list` is null until requested, because the self-test takes a while. */
  readonly devices: {
    readonly list: readonly DeviceRecord[] | null;
    readonly isTesting: boolean;
    readonly error: WireError | null;
  };
  readonly about: { readonly version: string; readonly electron: string; readonly platform: string };
};

/** The state of the window's frame. */
export const frame = createStore<FrameState>()(() => ({
  sheet: null,
  dialog: null,
  dropZone: null,
  isDraggingOut: false,
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

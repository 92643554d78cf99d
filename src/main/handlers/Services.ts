import type { AppEvent, MainCalls, Preferences, Theme } from '@contract';
import type { Handlers } from '@transport';
import type { EngineCaller } from '../engine/engineCaller';
import type { ImageStore } from '../photo/ImageStore';
import type { PhotoRegistry } from '../photo/PhotoRegistry';
import type { HeldNames } from '../save/HeldNames';
import type { MadeFolders } from '../save/MadeFolders';
import type { SaveLedger } from '../save/SaveLedger';
import type { AppState } from '../state/appStateFile';
import type { Kept } from '../state/Kept';
import type { RecentHandles } from '../state/RecentFiles';

/** What the app does with the clipboard. */
export type PhotoClipboard = {
  /** Absolute paths of files that were copied in the system's file browser. */
  files(): Promise<string[]>;
  /** A picture as the bytes of a PNG file, or null. */
  picture(): Promise<Uint8Array | null>;
  copyText(text: string): Promise<void>;
  copyPicture(png: Uint8Array): Promise<void>;
};

/** Dialogs, clipboard and file browser of the system; paths are absolute, null means that the person closed the dialog. */
export type Desktop = {
  askForPhotos(): Promise<string[]>;
  askForTruth(): Promise<string | null>;
  askForFolder(): Promise<string | null>;
  askForPresets(): Promise<string | null>;
  askWherePresetsGo(suggestion: string): Promise<string | null>;
  /** A photo is still being saved, and the window is to be closed. */
  askWhetherToWait(): Promise<'wait' | 'discard'>;
  reveal(path: string): void;
  /** Menus and dialogs in the page's theme. */
  setTheme(theme: Theme): void;
  readonly clipboard: PhotoClipboard;
};

export type AppFolders = {
  /** The sample photos that come with the app. */
  readonly samples: string;
  /** Where pictures from the clipboard are kept. */
  readonly pasted: string;
  /** Where results of photos go that have no place of their own: samples, pasted ones. */
  readonly homeless: string;
};

export type About = {
  readonly version: string;
  readonly electron: string;
  readonly platform: NodeJS.Platform;
};

/** What answers the calls that the main process keeps to itself. */
export type MainHandlers = Handlers<MainCalls>;

/** What handlers work with; tests give them others. */
export type Services = {
  readonly registry: PhotoRegistry;
  readonly images: ImageStore;
  readonly ledger: SaveLedger;
  readonly madeFolders: MadeFolders;
  readonly held: HeldNames;
  readonly recents: RecentHandles;
  readonly engine: EngineCaller;
  readonly preferences: Kept<Preferences>;
  readonly state: Kept<AppState>;
  readonly desktop: Desktop;
  readonly folders: AppFolders;
  readonly about: About;
  readonly clock: () => Date;
  /** Tells the page something unasked. */
  readonly tell: (event: AppEvent) => void;
};

import type { AppEvent, MainCalls, Preferences, Theme } from '@contract';
import type { EngineCaller } from '@engine-client';
import type { Handlers } from '@transport';
import type { PresenceTies } from '../batch/BatchPresence';
import type { WindowBatch } from '../batch/WindowBatch';
import type { KeptComparison } from '../evaluate/KeptComparison';
import type { MeasuredPairs } from '../evaluate/MeasuredPairs';
import type { WindowEvaluation } from '../evaluate/WindowEvaluation';
import type { ImageStore } from '../photo/ImageStore';
import type { PhotoRegistry } from '../photo/PhotoRegistry';
import type { HeldNames } from '../save/HeldNames';
import type { MadeFolders } from '../save/MadeFolders';
import type { SaveLedger } from '../save/SaveLedger';
import type { SaveTargets } from '../save/SaveTargets';
import type { AppState } from '../state/appStateFile';
import type { Kept } from '../state/Kept';
import type { RecentHandles } from '../state/RecentFiles';
import type { SettingsMemory } from '../state/SettingsMemory';

/** The app's own kinds of files. */
export type DocumentKind = 'presets' | 'lesson';

/** The app's clipboard functions. */
export type PhotoClipboard = {
  /** Absolute paths of files that were copied in the system's file browser. */
  files(): Promise<string[]>;
  /** A picture as the bytes of a PNG file, or null. */
  picture(): Promise<Uint8Array | null>;
  text(): Promise<string>;
  copyText(text: string): Promise<void>;
  copyPicture(png: Uint8Array): Promise<void>;
};

export type ClosingQuestion = {
  /** Withdraws the question. */
  readonly signal: AbortSignal;
  /** The number of photos that are left of a batch. Absent: a single photo is being saved. */
  readonly left?: number | undefined;
};

/** Dialogs, clipboard and file browser of the system. Paths are absolute. Null means that the person closed the dialog. */
export type Desktop = {
  askForPhotos(): Promise<string[]>;
  askForTruth(): Promise<string | null>;
  /** Several folders, or several files. */
  askForPairs(what: 'folders' | 'files'): Promise<string[]>;
  askForFolder(): Promise<string | null>;
  askForWatchedFolder(): Promise<string | null>;
  /** The name's extension decides the format of the report. */
  askWhereReportGoes(): Promise<string | null>;
  askForDocument(kind: DocumentKind): Promise<string | null>;
  /** `suggestion` is a name without its ending. */
  askWhereDocumentGoes(kind: DocumentKind, suggestion: string): Promise<string | null>;
  /** `suggestion` is an absolute path. `extensions` are those that a result may have, the suggested one first. */
  askWhereResultGoes(suggestion: string, extensions: readonly string[]): Promise<string | null>;
  /** Asks what to do when the window closes during a save. */
  askWhetherToWait(question: ClosingQuestion): Promise<'wait' | 'stop'>;
  reveal(path: string): void;
  /** Opens a file in the program that the system has for it. */
  openFile(path: string): Promise<void>;
  /** Starts dragging files out of the window. Returns when they were let go, as far as the system says so. */
  dragOut(paths: readonly string[]): void;
  /** Shows menus and dialogs in the page's theme. */
  setTheme(theme: Theme): void;
  /** No graphics card draws the window. */
  readonly drawsOnProcessor: () => boolean;
  readonly presence: PresenceTies;
  readonly clipboard: PhotoClipboard;
};

export type AppFolders = {
  /** The sample photos that come with the app. */
  readonly samples: string;
  /** Folder for pictures from the clipboard. */
  readonly pasted: string;
  /** Folder for results of photos without a folder: samples and pasted pictures. */
  readonly homeless: string;
};

export type About = {
  readonly version: string;
  readonly electron: string;
  readonly platform: NodeJS.Platform;
};

/** Handlers of the calls that the main process answers itself. */
export type MainHandlers = Handlers<MainCalls>;

/** The handlers' dependencies, which tests replace. */
export type Services = {
  readonly registry: PhotoRegistry;
  readonly images: ImageStore;
  readonly ledger: SaveLedger;
  readonly targets: SaveTargets;
  readonly madeFolders: MadeFolders;
  readonly held: HeldNames;
  readonly recents: RecentHandles;
  readonly engine: EngineCaller;
  readonly preferences: Kept<Preferences>;
  readonly state: Kept<AppState>;
  readonly settings: SettingsMemory;
  readonly batch: WindowBatch;
  readonly measured: MeasuredPairs;
  readonly evaluation: WindowEvaluation;
  readonly comparison: KeptComparison;
  readonly desktop: Desktop;
  readonly folders: AppFolders;
  readonly about: About;
  readonly clock: () => Date;
  /** Sends the page an event. */
  readonly tell: (event: AppEvent) => void;
};

import { z } from 'zod';
import {
  BatchAdjustment,
  BatchChoices,
  BatchOutline,
  BatchState,
  BatchWish,
  Handles,
  mostPhotos,
  NamePatterns,
  UnfinishedBatch,
} from './batch';
import { CallId, type CallRow, type InputTo, type NameIn, type OutputOf } from './CallRow';
import { DropPurpose } from './channels';
import { engineRows } from './engineCalls';
import { CallProgress, PlanProgress } from './job';
import { evaluationRows } from './evaluationCalls';
import { LessonState } from './lessons';
import { ImageRef, Look, PageNumber, PhotoEntry, PhotoHandle, PhotoMarks, PhotoSettings } from './photos';
import { ExportChoices, Preferences, PreferencesPatch, Preset } from './preferences';
import { RawSettings } from './raw';
import { SavedFile } from './saves';

const none = z.strictObject({});
const photo = { photo: PhotoHandle };

/** The calls that the main process answers itself. */
const mainRows = {
  /** Shows the open dialog. Returns no photo when the dialog was cancelled. */
  'photos.open': { by: 'main', input: none, output: z.array(PhotoEntry) },
  'photos.paste': { by: 'main', input: none, output: z.array(PhotoEntry) },
  'photos.samples': { by: 'main', input: none, output: z.array(PhotoEntry) },
  /** One of the samples stays open from now on, also when the page reloads. */
  'photos.openSample': { by: 'main', input: z.strictObject(photo), output: none },
  /** Names of the recently opened photos, newest first. `recent` opens one again. */
  'photos.recent': {
    by: 'main',
    input: none,
    output: z.array(z.strictObject({ recent: PhotoHandle, name: z.string(), folder: z.string() })),
  },
  'photos.openRecent': {
    by: 'main',
    input: z.strictObject({ recent: PhotoHandle }),
    output: z.array(PhotoEntry),
  },
  /** Forgets the recently opened photos and the last session. */
  'photos.clearRecent': { by: 'main', input: none, output: none },
  /** The number of photos that were open together last. `photos.reopenSession` opens them again. */
  'photos.session': { by: 'main', input: none, output: z.strictObject({ count: z.int().min(0) }) },
  'photos.reopenSession': { by: 'main', input: none, output: z.array(PhotoEntry) },
  /** The settings that were kept for a photo with this content. Null: none. */
  'settings.find': { by: 'main', input: z.strictObject(photo), output: PhotoSettings.nullable() },
  /** Keeps settings for the photo's content. Null: forgets them. */
  'settings.keep': {
    by: 'main',
    input: z.strictObject({ ...photo, settings: PhotoSettings.nullable() }),
    output: none,
  },
  /** Rating and rejection of a photo with this content. */
  'marks.find': { by: 'main', input: z.strictObject(photo), output: PhotoMarks },
  'marks.keep': { by: 'main', input: z.strictObject({ ...photo, marks: PhotoMarks }), output: none },
  /** Reads the headers of photos that were opened unread. Photos that were closed meanwhile are left out of the answer. */
  'photos.inspect': {
    by: 'main',
    input: z.strictObject({ photos: z.array(PhotoHandle).min(1).max(64) }),
    output: z.array(PhotoEntry),
  },
  /** Reads a refused photo's file again. Its handle stays the same. */
  'photos.reopen': { by: 'main', input: z.strictObject(photo), output: PhotoEntry },
  /** How a camera raw is developed from now on, on the screen. Another program may give it another size. */
  'photos.develop': {
    by: 'main',
    input: z.strictObject({ ...photo, raw: RawSettings }),
    output: PhotoEntry,
  },
  /** Opens another page of a photo under a new handle. The first page stays open. */
  'photos.choosePage': {
    by: 'main',
    input: z.strictObject({ ...photo, page: PageNumber }),
    output: PhotoEntry,
  },
  /** Shows the photo's file in the system's file browser. */
  'photos.reveal': { by: 'main', input: z.strictObject(photo), output: none },
  /** Closes photos. Thousands are closed together. */
  'photos.close': {
    by: 'main',
    input: z.strictObject({ photos: Handles }),
    output: none,
  },
  /**
   * The ground truth of a photo: chosen in a dialog, or found by name in a sibling folder (null: none found). A truth of another
   * size is refused.
   */
  'photos.chooseTruth': { by: 'main', input: z.strictObject(photo), output: PhotoEntry.nullable() },
  'photos.findTruth': { by: 'main', input: z.strictObject(photo), output: PhotoEntry.nullable() },
  /** Asks for folders or files with pictures and their ground truths. They are not read yet. Empty: the dialog was cancelled. */
  'pairs.open': {
    by: 'main',
    input: z.strictObject({ what: z.enum(['folders', 'files']) }),
    output: z.array(PhotoEntry),
  },
  /** The samples and their ground truths, to compare. */
  'pairs.samples': { by: 'main', input: none, output: z.array(PhotoEntry) },
  /**
   * Writes the result; the original is never replaced. `target` names a file that `save.chooseFile` gave; without it, the choices
   * decide the name.
   */
  'save.write': {
    by: 'main',
    input: z.strictObject({
      ...photo,
      look: Look,
      choices: ExportChoices,
      target: PhotoHandle.exactOptional(),
    }),
    output: SavedFile,
    progress: CallProgress,
    outlivesPage: true,
  },
  /** The name that the result would get, and its folder. */
  'save.example': {
    by: 'main',
    input: z.strictObject({ ...photo, look: Look, choices: ExportChoices }),
    output: z.strictObject({ name: z.string(), folder: z.string() }),
  },
  /** Asks for the name and the folder of one result. Null: the dialog was cancelled. */
  'save.chooseFile': {
    by: 'main',
    input: z.strictObject({ ...photo, look: Look, choices: ExportChoices }),
    output: z.strictObject({ target: PhotoHandle, name: z.string(), folder: z.string() }).nullable(),
  },
  /** Asks for a folder for results. Null: the dialog was cancelled, or the folder beside the photo is used again. */
  'save.chooseFolder': { by: 'main', input: none, output: z.strictObject({ folder: z.string().nullable() }) },
  'save.resetFolder': { by: 'main', input: none, output: none },
  'save.reveal': { by: 'main', input: z.strictObject({ save: PhotoHandle }), output: none },
  /** Lets the pointer carry saved files out of the window. Answered when they were let go. */
  'save.drag': {
    by: 'main',
    input: z.strictObject({ saves: z.array(PhotoHandle).min(1).max(1000) }),
    output: none,
  },
  /** Removes the file that was written, if it replaced no file and has not changed since. */
  'save.undo': { by: 'main', input: z.strictObject({ save: PhotoHandle }), output: none },
  /** The `candela` command that writes the same bytes. `copy` also puts it on the clipboard. */
  'save.command': {
    by: 'main',
    input: z.strictObject({ ...photo, look: Look, choices: ExportChoices, copy: z.boolean() }),
    output: z.strictObject({ command: z.string() }),
  },
  /** Puts the full-size result on the clipboard. */
  'save.copyPicture': { by: 'main', input: z.strictObject({ ...photo, look: Look }), output: none },
  /** What a batch would write. Nothing is written. */
  'batch.plan': { by: 'main', input: BatchWish, output: BatchOutline, progress: PlanProgress },
  /**
   * Adds photos to the batch and starts it. Answered when the names are decided and the photos wait; events tell the rest. The batch
   * continues when the page is gone.
   */
  'batch.start': {
    by: 'main',
    input: BatchWish,
    output: BatchOutline,
    progress: PlanProgress,
    outlivesPage: true,
  },
  /** The batch as it is, for a new page. After that, events tell what changes. */
  'batch.state': { by: 'main', input: none, output: BatchState },
  /** No other photo is begun. Those that run are finished. */
  'batch.pause': { by: 'main', input: none, output: none },
  'batch.resume': { by: 'main', input: none, output: none },
  /** Gives photos up; absent: all that are not done. What is saved stays. */
  'batch.cancel': { by: 'main', input: z.strictObject({ photos: Handles.exactOptional() }), output: none },
  /** Failed and cancelled photos wait again. */
  'batch.retry': { by: 'main', input: z.strictObject({ photos: Handles }), output: none },
  /** Takes photos out of the batch. Their results stay. */
  'batch.remove': { by: 'main', input: z.strictObject({ photos: Handles }), output: none },
  /** Waiting photos start in another order: before `before`, or last. */
  'batch.move': {
    by: 'main',
    input: z.strictObject({ photos: Handles, before: PhotoHandle.nullable() }),
    output: none,
  },
  /** Photos that wait get other looks. Those that were begun meanwhile keep theirs. */
  'batch.adjust': { by: 'main', input: BatchAdjustment, output: none, outlivesPage: true },
  /** Median luma of photos, 0 to 1. Null: it cannot be measured. Measured once for each photo. */
  'batch.measure': {
    by: 'main',
    input: z.strictObject({ photos: z.array(PhotoHandle).min(1).max(64) }),
    output: z.array(z.strictObject({ photo: PhotoHandle, median: z.number().min(0).max(1).nullable() })),
  },
  /** Batches of this person that stopped before their end, the latest first. */
  'batch.unfinished': { by: 'main', input: none, output: z.array(UnfinishedBatch) },
  /** Continues a batch that stopped. Its photos are opened. */
  'batch.continue': {
    by: 'main',
    input: z.strictObject({ batch: PhotoHandle }),
    output: z.array(PhotoEntry),
    progress: PlanProgress,
    outlivesPage: true,
  },
  /** Takes a batch out of the list of unfinished ones. Its files stay. */
  'batch.forget': { by: 'main', input: z.strictObject({ batch: PhotoHandle }), output: none },
  /** Writes the report of the last batch, and opens it in the program that the system has for pages. */
  'batch.report': { by: 'main', input: none, output: none, progress: PlanProgress },
  /**
   * Asks for a folder, and enhances each photo that comes into it from now on. Series are found among photos that arrive together.
   * Patterns are about names. Photos that arrive are opened. Null: the dialog was cancelled.
   */
  'batch.watch': {
    by: 'main',
    input: z.strictObject({
      ...{ look: Look, choices: ExportChoices, batch: BatchChoices },
      ...{ include: NamePatterns.default([]), exclude: NamePatterns.default([]) },
    }),
    output: z.strictObject({ folder: z.string() }).nullable(),
  },
  'batch.unwatch': { by: 'main', input: none, output: none },
  'preferences.read': { by: 'main', input: none, output: Preferences },
  'preferences.change': { by: 'main', input: PreferencesPatch, output: Preferences },
  'presets.export': {
    by: 'main',
    input: z.strictObject({ presets: z.array(Preset).min(1) }),
    output: z.strictObject({ saved: z.boolean() }),
  },
  'presets.import': { by: 'main', input: none, output: z.array(Preset) },
  /** Puts a link to a page of Learn, with its figure's settings, on the clipboard. */
  'lesson.copyLink': { by: 'main', input: LessonState, output: none },
  /** The link on the clipboard. Null: there is none. */
  'lesson.pasteLink': { by: 'main', input: none, output: LessonState.nullable() },
  /** Asks for a file for them. */
  'lesson.save': { by: 'main', input: LessonState, output: z.strictObject({ saved: z.boolean() }) },
  /** Asks for such a file. Null: the dialog was cancelled. */
  'lesson.open': { by: 'main', input: none, output: LessonState.nullable() },
  ...evaluationRows,
  'app.about': {
    by: 'main',
    input: none,
    output: z.strictObject({ version: z.string(), electron: z.string(), platform: z.string() }),
  },
} as const satisfies Record<string, CallRow>;

/**
 * Every call from the page: its input, its output and who answers. Handlers and page derive from this table, and both ends parse.
 * Every call can be cancelled by its id.
 */
export const calls = { ...mainRows, ...engineRows({ photo: PhotoHandle, picture: ImageRef }) };

/**
 * The one call whose input the page does not make. Only the preload knows the paths of dropped files, so it sends them through a
 * separate channel.
 */
export const fileCalls = {
  'files.open': {
    by: 'main',
    input: z.strictObject({
      paths: z.array(z.string().min(1).max(32_768)).max(mostPhotos),
      purpose: DropPurpose,
    }),
    output: z.array(PhotoEntry),
  },
} as const satisfies Record<string, CallRow>;

type Calls = typeof calls;
export type CallName = NameIn<Calls>;
export type CallInput<N extends CallName> = InputTo<Calls, N>;
export type CallOutput<N extends CallName> = OutputOf<Calls, N>;
/** The calls that the main process answers itself. */
export const mainCalls = { ...mainRows, ...fileCalls };
export type MainCalls = typeof mainCalls;

/** Dropped files on their way from the preload, which alone knows their paths, to the main process. */
export const FilesMessage = fileCalls['files.open'].input.extend({ id: CallId });

/** Side of the tiles of `photos.tile`, in pixels of the full-size photo. Tiles at the right and lower edge are smaller. */
export const tileSide = 512;

/** Side of the colour cube of `photos.preview`. Its picture is `displaySide`² wide and `displaySide` high. */
export const displaySide = 33;

import {
  app,
  BrowserWindow,
  dialog,
  nativeImage,
  nativeTheme,
  shell,
  type OpenDialogOptions,
} from 'electron';
import { EvaluationFormat, fillText, readExtensions } from '@contract';
import type { ClosingQuestion, Desktop, DocumentKind } from '../handlers/Services';
import { closingBatchText, closingText, dialogText } from '../text';
import { systemClipboard } from './systemClipboard';
import { systemPresence } from './systemPresence';

const photos = {
  name: dialogText.photos,
  extensions: [...readExtensions],
};
const photoFilters = [photos, { name: dialogText.allFiles, extensions: ['*'] }];
const filtersOf = (kind: DocumentKind) => [{ name: dialogText.documents[kind].kind, extensions: ['json'] }];

/**
 * Dialogs, clipboard and file browser of this system.
 * @param icon path of the picture that the pointer carries while files are dragged out
 */
export function systemDesktop(icon: string | undefined): Desktop {
  return {
    askForPhotos: () =>
      ask({
        title: dialogText.openPhotos,
        filters: photoFilters,
        properties: ['openFile', 'multiSelections'],
      }),
    askForTruth: () =>
      askForOne({ title: dialogText.openTruth, filters: photoFilters, properties: ['openFile'] }),
    askForPairs,
    askForFolder: () =>
      askForOne({ title: dialogText.chooseFolder, properties: ['openDirectory', 'createDirectory'] }),
    askForWatchedFolder: () => askForOne({ title: dialogText.watchFolder, properties: ['openDirectory'] }),
    askForDocument: (kind) =>
      askForOne({
        title: dialogText.documents[kind].open,
        filters: filtersOf(kind),
        properties: ['openFile'],
      }),
    askWhereReportGoes,
    askWhereDocumentGoes,
    askWhereResultGoes,
    askWhetherToWait,
    dragOut: (paths) => {
      dragOut(paths, icon);
    },
    reveal: (path) => {
      shell.showItemInFolder(path);
    },
    openFile,
    setTheme: (theme) => {
      nativeTheme.themeSource = theme;
    },
    drawsOnProcessor: () => !app.getGPUFeatureStatus().gpu_compositing.startsWith('enabled'),
    presence: systemPresence(),
    clipboard: systemClipboard(),
  };
}

async function ask(options: OpenDialogOptions): Promise<string[]> {
  const [parent] = BrowserWindow.getAllWindows();
  const asked = parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options);
  const { canceled, filePaths } = await asked;
  return canceled ? [] : filePaths;
}

async function askForOne(options: OpenDialogOptions): Promise<string | null> {
  return (await ask(options))[0] ?? null;
}

function askForPairs(what: 'folders' | 'files'): Promise<string[]> {
  return ask({
    title: dialogText.openPairs,
    ...(what === 'files' && { filters: photoFilters }),
    properties: [what === 'files' ? 'openFile' : 'openDirectory', 'multiSelections'],
  });
}

async function openFile(path: string): Promise<void> {
  const reason = await shell.openPath(path);
  // Where no program is known for it, its folder shows where it is.
  if (reason !== '') shell.showItemInFolder(path);
}

async function askWhereDocumentGoes(kind: DocumentKind, suggestion: string): Promise<string | null> {
  const [parent] = BrowserWindow.getAllWindows();
  const name = suggestion.replace(/[^\p{L}\p{N} _-]/gu, '').trim() || kind;
  const options = {
    title: dialogText.documents[kind].save,
    defaultPath: `${app.getPath('documents')}/${name}.json`,
    filters: filtersOf(kind),
  };
  const asked = parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options);
  const { canceled, filePath } = await asked;
  return canceled || !filePath ? null : filePath;
}

async function askWhereReportGoes(): Promise<string | null> {
  const [parent] = BrowserWindow.getAllWindows();
  const options = {
    title: dialogText.saveReport,
    defaultPath: `${app.getPath('documents')}/${dialogText.reportName}.html`,
    filters: EvaluationFormat.options.map((format) => ({
      name: dialogText.reports[format],
      extensions: [format],
    })),
  };
  const asked = parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options);
  const { canceled, filePath } = await asked;
  return canceled || !filePath ? null : filePath;
}

async function askWhereResultGoes(suggestion: string, extensions: readonly string[]): Promise<string | null> {
  const [parent] = BrowserWindow.getAllWindows();
  const options = {
    title: dialogText.saveResult,
    defaultPath: suggestion,
    filters: [
      { name: dialogText.photos, extensions: [...extensions] },
      { name: dialogText.allFiles, extensions: ['*'] },
    ],
  };
  const asked = parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options);
  const { canceled, filePath } = await asked;
  return canceled || !filePath ? null : filePath;
}

/** Systems refuse a drag without a picture, so there is always one. */
function dragOut(paths: readonly string[], icon: string | undefined): void {
  const [contents] = BrowserWindow.getAllWindows().map(({ webContents }) => webContents);
  const [file = ''] = paths;
  const drawn = icon === undefined ? grey() : nativeImage.createFromPath(icon).resize({ width: 64 });
  contents?.startDrag({ file, files: [...paths], icon: drawn });
}

function grey(): Electron.NativeImage {
  const side = 32;
  return nativeImage.createFromBitmap(Buffer.alloc(side * side * 4, 0x80), { width: side, height: side });
}

async function askWhetherToWait({ signal, left }: ClosingQuestion): Promise<'wait' | 'stop'> {
  const [parent] = BrowserWindow.getAllWindows();
  const words = left === undefined ? closingText : closingBatchText;
  const options = {
    type: 'question' as const,
    message: fillText(words.question, { count: left ?? 0 }),
    detail: words.detail,
    buttons: [words.wait, words.stop],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
    signal,
  };
  const asked = parent ? dialog.showMessageBox(parent, options) : dialog.showMessageBox(options);
  return (await asked).response === 1 ? 'stop' : 'wait';
}

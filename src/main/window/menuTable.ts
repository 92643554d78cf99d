import type { Command } from '@contract';

type Role =
  'quit' | 'cut' | 'copy' | 'paste' | 'selectAll' | 'togglefullscreen' | 'minimize' | 'zoom' | 'close';
export type MenuRow = Command | { readonly role: Role } | 'line' | Submenu;

/** Entries under a name of their own. */
export type Submenu = { readonly under: 'theme' | 'rating'; readonly commands: readonly Command[] };

/** Every command of the app and its position in the menu. */
export const menuTable: Readonly<
  Record<
    'file' | 'edit' | 'view' | 'photo' | 'batch' | 'learn' | 'evaluate' | 'window' | 'help',
    readonly MenuRow[]
  >
> = {
  file: ['open', 'paste', 'line', 'save', 'saveAs', 'export', 'line', 'closePhoto', { role: 'quit' }],
  edit: [
    'undo',
    'redo',
    'line',
    'copySettings',
    'pasteSettings',
    'denoise',
    'presetSave',
    'line',
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
    'line',
    'copyPicture',
    'copyCommand',
  ],
  view: [
    'viewSplit',
    'viewSide',
    'viewBlink',
    'viewDifference',
    'viewTruth',
    'line',
    'zoomToggle',
    'zoomFit',
    'zoomActual',
    'zoomIn',
    'zoomOut',
    'line',
    'clipping',
    'loupe',
    'line',
    'placeEnhance',
    'placeBatch',
    'placeLearn',
    'placeEvaluate',
    'line',
    { under: 'theme', commands: ['themeDark', 'themeLight', 'themeSystem'] },
    { role: 'togglefullscreen' },
  ],
  batch: [
    'batchRun',
    'batchCheck',
    'batchPause',
    'line',
    'startFirst',
    'startEarlier',
    'startLater',
    'startLast',
    'line',
    'quickLook',
    'openInEnhance',
    'clearSelection',
    'line',
    'watchFolder',
    'batchReport',
  ],
  photo: [
    'previousPhoto',
    'nextPhoto',
    'selectPrevious',
    'selectNext',
    'selectAll',
    'line',
    'reject',
    { under: 'rating', commands: ['rate0', 'rate1', 'rate2', 'rate3', 'rate4', 'rate5'] },
    'line',
    'why',
    'models',
    'revealPhoto',
  ],
  learn: [
    'lessonNext',
    'lessonPrevious',
    'line',
    'lessonPlay',
    'lessonStep',
    'lessonReset',
    'lessonBreak',
    'glossary',
    'line',
    'depthPhotographer',
    'depthStudent',
    'depthEngineer',
  ],
  evaluate: ['evaluateRun', 'line', 'exposureMatched', 'errorKind', 'reference'],
  window: [{ role: 'minimize' }, { role: 'zoom' }],
  help: ['keys', 'devices', 'line', 'about'],
};

import type { Command } from '@contract';

type Role =
  'quit' | 'cut' | 'copy' | 'paste' | 'selectAll' | 'togglefullscreen' | 'minimize' | 'zoom' | 'close';
export type MenuRow = Command | { readonly role: Role } | 'line' | { readonly theme: readonly Command[] };

/** Every command of the app and its position in the menu. */
export const menuTable: Readonly<
  Record<'file' | 'edit' | 'view' | 'photo' | 'window' | 'help', readonly MenuRow[]>
> = {
  file: ['open', 'paste', 'line', 'save', 'export', 'line', 'closePhoto', { role: 'quit' }],
  edit: [
    'undo',
    'redo',
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
    { theme: ['themeDark', 'themeLight', 'themeSystem'] },
    { role: 'togglefullscreen' },
  ],
  photo: ['previousPhoto', 'nextPhoto', 'selectAll', 'line', 'why', 'models'],
  window: [{ role: 'minimize' }, { role: 'zoom' }],
  help: ['keys', 'devices', 'line', 'about'],
};

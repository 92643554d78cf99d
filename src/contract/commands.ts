import { z } from 'zod';

export type CommandGroup =
  'photos' | 'places' | 'batch' | 'learn' | 'evaluate' | 'marks' | 'view' | 'look' | 'sheets';

type Row = {
  readonly command: string;
  /** Its name in menus and in the list of shortcuts. */
  readonly label: string;
  /** `Mod` is Ctrl, or Cmd on a Mac. */
  readonly keys: readonly string[];
  /** Its group in the list of shortcuts. */
  readonly group: CommandGroup;
};

/** Every command of the app. The native menu, the page's menus, its shortcuts and the list of shortcuts derive from this table. */
export const commandTable = [
  { command: 'open', label: 'Open…', keys: ['O', 'Mod+O'], group: 'photos' },
  { command: 'paste', label: 'Paste a photo', keys: ['Mod+V'], group: 'photos' },
  { command: 'save', label: 'Save', keys: ['S', 'Mod+S'], group: 'photos' },
  { command: 'saveAs', label: 'Save as…', keys: ['Mod+Shift+S'], group: 'photos' },
  { command: 'export', label: 'Export…', keys: ['E', 'Mod+E'], group: 'photos' },
  { command: 'copyPicture', label: 'Copy the picture', keys: ['Mod+C'], group: 'photos' },
  { command: 'copyCommand', label: 'Copy as command', keys: ['Mod+Shift+K'], group: 'photos' },
  { command: 'previousPhoto', label: 'Previous photo', keys: ['ArrowLeft', '['], group: 'photos' },
  { command: 'nextPhoto', label: 'Next photo', keys: ['ArrowRight', ']'], group: 'photos' },
  {
    command: 'selectPrevious',
    label: 'Select the previous photo too',
    keys: ['Shift+ArrowLeft'],
    group: 'photos',
  },
  { command: 'selectNext', label: 'Select the next photo too', keys: ['Shift+ArrowRight'], group: 'photos' },
  { command: 'selectAll', label: 'Select all photos', keys: ['Mod+A'], group: 'photos' },
  { command: 'reject', label: 'Reject', keys: ['X'], group: 'marks' },
  { command: 'rate0', label: 'No stars', keys: ['Alt+0'], group: 'marks' },
  { command: 'rate1', label: '1 star', keys: ['Alt+1'], group: 'marks' },
  { command: 'rate2', label: '2 stars', keys: ['Alt+2'], group: 'marks' },
  { command: 'rate3', label: '3 stars', keys: ['Alt+3'], group: 'marks' },
  { command: 'rate4', label: '4 stars', keys: ['Alt+4'], group: 'marks' },
  { command: 'rate5', label: '5 stars', keys: ['Alt+5'], group: 'marks' },
  { command: 'revealPhoto', label: 'Show in folder', keys: [], group: 'photos' },
  { command: 'closePhoto', label: 'Close the photo', keys: ['Mod+W'], group: 'photos' },
  { command: 'viewSplit', label: 'Split', keys: ['1'], group: 'view' },
  { command: 'viewSide', label: 'Side by side', keys: ['2'], group: 'view' },
  { command: 'viewBlink', label: 'Blink', keys: ['3'], group: 'view' },
  { command: 'viewDifference', label: 'Difference', keys: ['4'], group: 'view' },
  { command: 'viewTruth', label: 'Truth', keys: ['5'], group: 'view' },
  { command: 'zoomToggle', label: 'Fit or one to one', keys: ['Z'], group: 'view' },
  { command: 'zoomFit', label: 'Fit the window', keys: ['Mod+0'], group: 'view' },
  { command: 'zoomActual', label: 'One to one', keys: ['Mod+Alt+0'], group: 'view' },
  { command: 'zoomIn', label: 'Zoom in', keys: ['+', '=', 'Mod+=', 'Mod++'], group: 'view' },
  { command: 'zoomOut', label: 'Zoom out', keys: ['-', 'Mod+-'], group: 'view' },
  { command: 'clipping', label: 'Show clipping', keys: ['J'], group: 'view' },
  { command: 'loupe', label: 'Loupe', keys: ['L'], group: 'view' },
  { command: 'placeEnhance', label: 'Go to Enhance', keys: ['Mod+1'], group: 'places' },
  { command: 'placeBatch', label: 'Go to Batch', keys: ['Mod+2'], group: 'places' },
  { command: 'placeLearn', label: 'Go to Learn', keys: ['Mod+3'], group: 'places' },
  { command: 'placeEvaluate', label: 'Go to Evaluate', keys: ['Mod+4'], group: 'places' },
  { command: 'evaluateRun', label: 'Measure the pairs', keys: ['Mod+Enter'], group: 'evaluate' },
  { command: 'evaluationReport', label: 'Export a report…', keys: ['Mod+E'], group: 'evaluate' },
  { command: 'reproduce', label: 'Reproduce this…', keys: ['Mod+R'], group: 'evaluate' },
  { command: 'exposureMatched', label: 'As is or exposure-matched', keys: ['M'], group: 'evaluate' },
  { command: 'errorKind', label: 'Next map of errors', keys: ['E'], group: 'evaluate' },
  { command: 'reference', label: 'What \\ shows', keys: ['R'], group: 'evaluate' },
  { command: 'lineProfile', label: 'Line profile', keys: ['L'], group: 'evaluate' },
  { command: 'lineTurn', label: 'Turn the line', keys: ['Shift+L'], group: 'evaluate' },
  { command: 'lessonNext', label: 'Next page', keys: ['N'], group: 'learn' },
  { command: 'lessonPrevious', label: 'Previous page', keys: ['Shift+N'], group: 'learn' },
  { command: 'lessonPlay', label: 'Play or pause the figure', keys: ['Space'], group: 'learn' },
  { command: 'lessonStep', label: 'One step of the figure', keys: ['.'], group: 'learn' },
  { command: 'lessonReset', label: 'Reset the figure', keys: ['R'], group: 'learn' },
  { command: 'lessonBreak', label: 'Break it', keys: ['B'], group: 'learn' },
  { command: 'glossary', label: 'Glossary', keys: ['T'], group: 'learn' },
  { command: 'depthPhotographer', label: 'For photographers', keys: ['1'], group: 'learn' },
  { command: 'depthStudent', label: 'For students', keys: ['2'], group: 'learn' },
  { command: 'depthEngineer', label: 'For engineers', keys: ['3'], group: 'learn' },
  { command: 'batchRun', label: 'Enhance the photos', keys: ['Mod+Enter'], group: 'batch' },
  { command: 'batchCheck', label: 'Check before it starts…', keys: ['Mod+Shift+Enter'], group: 'batch' },
  { command: 'batchPause', label: 'Pause or resume', keys: ['P'], group: 'batch' },
  { command: 'startFirst', label: 'Start first', keys: ['Alt+Home'], group: 'batch' },
  { command: 'startEarlier', label: 'Start earlier', keys: ['Alt+ArrowUp'], group: 'batch' },
  { command: 'startLater', label: 'Start later', keys: ['Alt+ArrowDown'], group: 'batch' },
  { command: 'startLast', label: 'Start last', keys: ['Alt+End'], group: 'batch' },
  { command: 'watchFolder', label: 'Watch a folder…', keys: [], group: 'batch' },
  { command: 'batchReport', label: 'Report of the batch', keys: [], group: 'batch' },
  { command: 'quickLook', label: 'Look at the photo', keys: ['Space'], group: 'batch' },
  { command: 'openInEnhance', label: 'Open in Enhance', keys: ['Enter'], group: 'batch' },
  { command: 'clearSelection', label: 'Select none', keys: ['Escape'], group: 'batch' },
  { command: 'undo', label: 'Undo', keys: ['Mod+Z'], group: 'look' },
  { command: 'redo', label: 'Redo', keys: ['Mod+Shift+Z', 'Mod+Y'], group: 'look' },
  { command: 'copySettings', label: 'Copy settings…', keys: ['Mod+Shift+C'], group: 'look' },
  { command: 'pasteSettings', label: 'Paste settings', keys: ['Mod+Shift+V'], group: 'look' },
  { command: 'denoise', label: 'Go to Denoise', keys: ['D'], group: 'look' },
  { command: 'presetSave', label: 'Save as preset…', keys: ['P'], group: 'look' },
  { command: 'models', label: 'Models', keys: ['M'], group: 'sheets' },
  { command: 'why', label: 'Why does it look like this?', keys: ['W'], group: 'sheets' },
  { command: 'devices', label: 'Devices', keys: ['G'], group: 'sheets' },
  { command: 'keys', label: 'Keys', keys: ['?', 'F1'], group: 'sheets' },
  { command: 'about', label: 'About Candela', keys: [], group: 'sheets' },
  { command: 'themeDark', label: 'Dark', keys: [], group: 'view' },
  { command: 'themeLight', label: 'Light', keys: [], group: 'view' },
  { command: 'themeSystem', label: 'Follow the system', keys: [], group: 'view' },
] as const satisfies readonly Row[];

export const Command = z.enum(commandTable.map(({ command }) => command));
export type Command = z.infer<typeof Command>;

/** Acts while the key is held down, which a menu cannot do. */
export const originalKey = { label: 'Show the original', keys: ['\\'], group: 'view' } as const;

/** The same, where pictures have ground truths. */
export const truthKey = { label: 'The ground truth in all panes', keys: ['T'], group: 'evaluate' } as const;

const rows: ReadonlyMap<string, Row> = new Map(commandTable.map((row) => [row.command, row]));

export function commandLabel(command: Command): string {
  return rows.get(command)?.label ?? command;
}

/** The key that a menu shows beside a command: the one with Ctrl or Cmd if there is one. */
export function menuKey(command: Command): string | undefined {
  const keys = rows.get(command)?.keys ?? [];
  return keys.find((key) => key.startsWith('Mod+')) ?? keys.at(-1);
}

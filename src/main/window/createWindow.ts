import { BrowserWindow, screen, type BrowserWindowConstructorOptions } from 'electron';
import type { WindowBounds } from '../state/appStateFile';
import { pageUrl } from './respond';

export type WindowOptions = {
  /** Absolute path of the preload's bundle. */
  readonly preload: string;
  readonly icon: string | undefined;
  /** Position of the window when it was last closed. */
  readonly bounds: WindowBounds | null;
  readonly onBounds: (bounds: WindowBounds) => void;
};

const smallest = { width: 960, height: 640 } as const;
const usual = { width: 1280, height: 800 } as const;

/** A window for the page, without Node. It is shown once the page has drawn something. */
export function createWindow({ preload, icon, bounds, onBounds }: WindowOptions): BrowserWindow {
  const place = bounds !== null && isOnScreen(bounds) ? placeOf(bounds) : usual;
  const window = new BrowserWindow({
    ...place,
    minWidth: smallest.width,
    minHeight: smallest.height,
    backgroundColor: '#141414',
    show: false,
    title: 'Candela',
    ...(icon !== undefined && { icon }),
    webPreferences: { ...lockedDown, preload },
  });
  if (bounds?.isMaximized === true) window.maximize();
  window.once('ready-to-show', () => {
    window.show();
  });
  rememberBounds(window, onBounds);
  // A failed load leaves an empty window. The page's own start reports more than this code could.
  window.loadURL(pageUrl).catch(() => undefined);
  return window;
}

/** Most of these are Electron's defaults. They are stated here so that no new release changes them unnoticed. */
export const lockedDown = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  enableWebSQL: false,
} as const satisfies BrowserWindowConstructorOptions['webPreferences'];

function placeOf({ x, y, width, height }: WindowBounds) {
  return { x, y, width, height };
}

/** The window must not open on a screen that no longer exists. */
function isOnScreen({ x, y, width }: WindowBounds): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const seen = Math.min(x + width, workArea.x + workArea.width) - Math.max(x, workArea.x);
    return seen >= 100 && y >= workArea.y - 10 && y < workArea.y + workArea.height - 50;
  });
}

function rememberBounds(window: BrowserWindow, onBounds: (bounds: WindowBounds) => void): void {
  let timer: NodeJS.Timeout | undefined;
  const tell = (): void => {
    clearTimeout(timer);
    if (!window.isMinimized()) onBounds({ ...window.getNormalBounds(), isMaximized: window.isMaximized() });
  };
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(tell, 500);
  };
  window.on('resize', later);
  window.on('move', later);
  window.on('close', tell);
  window.on('closed', () => {
    clearTimeout(timer);
  });
}

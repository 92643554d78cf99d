import type { ElectronApplication, Page } from 'playwright-core';

export function startDisplay(): Promise<{ name: string; stop: () => void }>;
export function makeHome(): string;
export function removeHome(home: string): void;
export function homeEnvironment(home: string): Record<string, string>;
export function startApp(options: {
  executable: string;
  home: string;
  env: Record<string, string>;
  photos?: readonly string[];
  isPackaged?: boolean;
}): Promise<ElectronApplication>;
export function closeApp(app: ElectronApplication): Promise<void>;
export function dropFiles(
  page: Page,
  files: readonly string[],
  options?: { x?: number; y?: number; alt?: boolean; isHeld?: boolean },
): Promise<void>;

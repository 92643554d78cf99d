import { commandLabel, menuKey, type Command } from '@contract';
import type { MenuItemConstructorOptions } from 'electron';
import { menuLabels } from '../text';
import { menuTable, type MenuRow } from './menuTable';

const menus = ['file', 'edit', 'view', 'photo', 'batch', 'learn', 'evaluate', 'window', 'help'] as const;

type Platform = NodeJS.Platform;
export type OnCommand = (command: Command) => void;

/** The menu in Electron's format. */
export function menuTemplate(platform: Platform, onCommand: OnCommand): MenuItemConstructorOptions[] {
  const item = (row: MenuRow): MenuItemConstructorOptions => {
    if (row === 'line') return { type: 'separator' };
    if (typeof row === 'object')
      return 'role' in row
        ? { role: row.role }
        : { label: menuLabels[row.under], submenu: row.commands.map((command) => item(command)) };
    return {
      label: commandLabel(row),
      ...keyOf(row, platform),
      click: () => {
        onCommand(row);
      },
    };
  };
  const named = menus.map((name) => ({
    label: menuLabels[name],
    submenu: menuTable[name].map(item),
    ...(name === 'help' && { role: 'help' as const }),
  }));
  return platform === 'darwin' ? [{ role: 'appMenu' }, ...named] : named;
}

/** Electron's names of keys. */
function acceleratorOf(key: string): string {
  return key.replace('Mod', 'CommandOrControl').replace('Arrow', '');
}

/**
 * The page handles its keys itself, so the menu only shows them.
 * A Mac menu handles every key that it shows. Keys without Cmd would interfere with typing, so it does not show them.
 */
function keyOf(command: Command, platform: Platform): Partial<MenuItemConstructorOptions> {
  const key = menuKey(command);
  if (key === undefined || (platform === 'darwin' && !key.startsWith('Mod+'))) return {};
  return { accelerator: acceleratorOf(key), registerAccelerator: false };
}

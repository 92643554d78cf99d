import { Menu } from 'electron';
import { menuTemplate, type OnCommand } from './menuTemplate';

/** Installs the application menu. */
export function setMenu(platform: NodeJS.Platform, onCommand: OnCommand): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(platform, onCommand)));
}

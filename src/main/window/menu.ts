import { Menu } from 'electron';
import { menuTemplate, type OnCommand } from './menuTemplate';

/** Puts the menu in its place. */
export function setMenu(platform: NodeJS.Platform, onCommand: OnCommand): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(platform, onCommand)));
}

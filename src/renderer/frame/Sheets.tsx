import type { ComponentType } from 'react';
import { useStore } from 'zustand';
import { frame, type SheetName } from '../state/frame';
import { AboutSheet } from './AboutSheet';
import { CopySettingsSheet } from './CopySettingsSheet';
import { DevicesSheet } from './DevicesSheet';
import { KeysSheet } from './KeysSheet';

/** The dialogs of the frame. */
export const frameSheets = {
  devices: DevicesSheet,
  keys: KeysSheet,
  about: AboutSheet,
  copySettings: CopySettingsSheet,
};

export type SheetsProps = { sheets: Readonly<Partial<Record<SheetName, ComponentType>>> };

/** The open dialog, if it is one of the frame's. */
export function Sheets({ sheets }: SheetsProps) {
  const open = useStore(frame, ({ sheet }) => sheet);
  const Open = open === null ? undefined : sheets[open];
  return Open === undefined ? null : <Open />;
}

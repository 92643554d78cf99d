import { commandTable, originalKey, type Command, type CommandGroup } from '@contract';

/** A key and what it does. A held row acts as long as its key is down. */
export type KeyRow = {
  readonly command: Command | 'original';
  readonly label: string;
  readonly keys: readonly string[];
  readonly group: CommandGroup;
  readonly isHeld?: true;
};

/** Every key of the app: what handles them and the sheet of keys read this. */
export const keyRows: readonly KeyRow[] = [
  ...commandTable.filter(({ keys }) => keys.length > 0),
  { command: 'original', ...originalKey, isHeld: true },
];

/** What of a keyboard event matters here. */
export type KeyPress = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
};

function matches(combination: string, press: KeyPress, isMac: boolean): boolean {
  const parts = combination === 'Mod++' ? ['Mod', '+'] : combination.split(/(?<=.)\+/);
  const wanted = (parts.at(-1) ?? '').toLowerCase();
  const mod = isMac ? press.metaKey : press.ctrlKey;
  if (press.altKey || mod !== parts.includes('Mod') || (isMac ? press.ctrlKey : press.metaKey)) return false;
  if (press.key.toLowerCase() !== wanted) return false;
  // Shift is part of typing a sign such as '?'; it tells apart letters and keys held with Mod.
  const isLetter = /^[a-z]$/.test(wanted);
  return !isLetter || press.shiftKey === parts.includes('Shift');
}

/** The row that a key press belongs to, or null. */
export function rowOf(press: KeyPress, isMac: boolean): KeyRow | null {
  return keyRows.find(({ keys }) => keys.some((keys) => matches(keys, press, isMac))) ?? null;
}

/** A combination as the sheet of keys prints it, part by part. */
export function keyParts(combination: string, isMac: boolean): string[] {
  const parts = combination === 'Mod++' ? ['Mod', '+'] : combination.split(/(?<=.)\+/);
  return parts.map((part) => (part === 'Mod' ? (isMac ? '⌘' : 'Ctrl') : part === '-' ? '−' : part));
}

export function isMac(): boolean {
  return navigator.userAgent.includes('Mac OS');
}

/** The first key of a command for a menu, such as 'Ctrl Shift C'; empty where it has none. */
export function firstKey(command: Command): string {
  const [first] = keyRows.find((row) => row.command === command)?.keys ?? [];
  return first === undefined ? '' : keyParts(first, isMac()).join(' ');
}

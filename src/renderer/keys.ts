import { commandTable, originalKey, truthKey, type Command, type CommandGroup } from '@contract';

/** What keys show while they are down. */
export type HeldKey = 'original' | 'truth';

/** A key and its command. A held row is active while its key is down. */
export type KeyRow = {
  readonly command: Command | HeldKey;
  readonly label: string;
  readonly keys: readonly string[];
  readonly group: CommandGroup;
  readonly isHeld?: true;
};

/** Every key of the app, for the key handler and the sheet of keys. */
export const keyRows: readonly KeyRow[] = [
  ...commandTable.filter(({ keys }) => keys.length > 0),
  { command: 'original', ...originalKey, isHeld: true },
  { command: 'truth', ...truthKey, isHeld: true },
];

/** The parts of a keyboard event used here. */
export type KeyPress = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  /** Position of the key, named after the US layout. */
  readonly code: string;
  /** AltGr is down. Windows then also reports Ctrl and Alt. */
  readonly isAltGraph: boolean;
};

const places: Readonly<Record<string, string>> = { BracketLeft: '[', BracketRight: ']', Backslash: '\\' };

/** The character of a key. For a non-Latin script, the character of a US keyboard at that position. */
function typedBy({ key, code }: KeyPress): string {
  if (key === ' ') return 'space';
  const isForeign = /^(?:(?!\p{Script=Latin})\p{L}|(?![0-9])\p{Nd})$/u.test(key);
  const place = /^(?:Key|Digit)(.)$/.exec(code)?.[1] ?? places[code];
  return (isForeign ? (place ?? key) : key).toLowerCase();
}

/** The modifiers that count. Those that a layout needs just to type the character do not. */
function modifiersOf(
  press: KeyPress,
  isSign: boolean,
  isMac: boolean,
): { ctrlKey: boolean; altKey: boolean } {
  const { ctrlKey, altKey, isAltGraph } = press;
  if (isSign && isAltGraph) return { ctrlKey: false, altKey: false };
  return { ctrlKey, altKey: altKey && !(isSign && isMac) };
}

function matches(combination: string, press: KeyPress, isMac: boolean): boolean {
  const parts = combination === 'Mod++' ? ['Mod', '+'] : combination.split(/(?<=.)\+/);
  const wanted = (parts.at(-1) ?? '').toLowerCase();
  if (parts.includes('Alt')) return isWithAlt(press, wanted, { mod: parts.includes('Mod'), isMac });
  const { ctrlKey, altKey } = modifiersOf(press, /^[^a-z0-9]$/.test(wanted), isMac);
  const mod = isMac ? press.metaKey : ctrlKey;
  if (altKey || mod !== parts.includes('Mod') || (isMac ? ctrlKey : press.metaKey)) return false;
  if (typedBy(press) !== wanted) return false;
  // Shift is part of typing a sign such as '?'. It counts for letters and for keys that have a name.
  const hasShift = /^[a-z]$|^[a-z0-9]{2,}$/.test(wanted);
  return !hasShift || press.shiftKey === parts.includes('Shift');
}

/** With Alt, layouts type other characters, so the key's position counts. AltGr is for typing alone. */
function isWithAlt(
  press: KeyPress,
  wanted: string,
  { mod, isMac }: { mod: boolean; isMac: boolean },
): boolean {
  const { altKey, ctrlKey, metaKey, isAltGraph, code } = press;
  const place = (/^(?:Key|Digit)(.)$/.exec(code)?.[1] ?? code).toLowerCase();
  const [own, other] = isMac ? [metaKey, ctrlKey] : [ctrlKey, metaKey];
  return altKey && own === mod && !other && !isAltGraph && place === wanted;
}

/**
 * The row that a key press belongs to, or null.
 * @param isOffered whether a command is there now. Two places may use one key for commands of their own.
 */
export function rowOf(
  press: KeyPress,
  isMac: boolean,
  isOffered: (command: KeyRow['command']) => boolean = () => true,
): KeyRow | null {
  const rows = keyRows.filter(({ keys }) => keys.some((keys) => matches(keys, press, isMac)));
  return rows.find(({ command }) => isOffered(command)) ?? null;
}

/** The system's own key for 'select all'. */
export function isSelectAll(press: KeyPress, isMac: boolean): boolean {
  return matches('Mod+A', press, isMac);
}

function shownKeys(isMac: boolean): Readonly<Record<string, string>> {
  return {
    Mod: isMac ? '⌘' : 'Ctrl',
    Alt: isMac ? '⌥' : 'Alt',
    '-': '−',
    ArrowLeft: '←',
    ArrowRight: '→',
    ArrowUp: '↑',
    ArrowDown: '↓',
    Escape: 'Esc',
  };
}

/** A key combination for the sheet of keys, as a list of parts. */
export function keyParts(combination: string, isMac: boolean): string[] {
  const parts = combination === 'Mod++' ? ['Mod', '+'] : combination.split(/(?<=.)\+/);
  return parts.map((part) => shownKeys(isMac)[part] ?? part);
}

export function isMac(): boolean {
  return navigator.userAgent.includes('Mac OS');
}

/** The first key of a command for a menu, such as 'Ctrl Shift C'. Empty if there is none. */
export function firstKey(command: Command): string {
  const [first] = keyRows.find((row) => row.command === command)?.keys ?? [];
  return first === undefined ? '' : keyParts(first, isMac()).join(' ');
}

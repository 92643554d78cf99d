import { Check, ChevronRight } from 'lucide-react';
import type { ContextMenu, DropdownMenu } from 'radix-ui';
import css from './Menu.module.css';

export type MenuEntry =
  | {
      kind: 'item';
      label: string;
      /** Its keyboard shortcut. */
      hint?: string;
      /** A longer description than the name. */
      note?: string;
      isDisabled?: boolean;
      isChecked?: boolean;
      onSelect: () => void;
    }
  | { kind: 'sub'; label: string; entries: readonly MenuEntry[] }
  | { kind: 'heading'; label: string }
  | { kind: 'line' };

/** The parts that a menu on a button and one at the pointer have alike. */
export type MenuParts = typeof DropdownMenu | typeof ContextMenu;

/** The entries of a menu of either kind. */
export function MenuEntries({ parts, entries }: { parts: MenuParts; entries: readonly MenuEntry[] }) {
  return entries.map((entry, index) => (
    // Two photos may have the same name.
    <Entry key={`${index} ${entry.kind === 'line' ? '' : entry.label}`} parts={parts} entry={entry} />
  ));
}

function Entry({ parts, entry }: { parts: MenuParts; entry: MenuEntry }) {
  switch (entry.kind) {
    case 'line':
      return <parts.Separator className={css['line']} />;
    case 'heading':
      return <parts.Label className={css['heading']}>{entry.label}</parts.Label>;
    case 'sub':
      return (
        <parts.Sub>
          <parts.SubTrigger className={css['item']}>
            <span className={css['label']}>{entry.label}</span>
            <ChevronRight size={14} aria-hidden="true" />
          </parts.SubTrigger>
          <parts.Portal>
            <parts.SubContent className={css['menu']} sideOffset={4} collisionPadding={8}>
              <MenuEntries parts={parts} entries={entry.entries} />
            </parts.SubContent>
          </parts.Portal>
        </parts.Sub>
      );
    case 'item':
      return <Item parts={parts} entry={entry} />;
  }
}

type ItemProps = { parts: MenuParts; entry: Extract<MenuEntry, { kind: 'item' }> };

function Item({ parts, entry }: ItemProps) {
  const inside = (
    <>
      <span className={css['label']}>{entry.label}</span>
      {entry.note !== undefined && <span className={css['note']}>{entry.note}</span>}
      {entry.hint !== undefined && <kbd className={css['key']}>{entry.hint}</kbd>}
      {entry.isChecked === true && <Check size={14} aria-hidden="true" />}
    </>
  );
  const shared = { className: css['item'], disabled: entry.isDisabled ?? false, onSelect: entry.onSelect };
  if (entry.isChecked === undefined) return <parts.Item {...shared}>{inside}</parts.Item>;
  return (
    <parts.CheckboxItem {...shared} checked={entry.isChecked}>
      {inside}
    </parts.CheckboxItem>
  );
}

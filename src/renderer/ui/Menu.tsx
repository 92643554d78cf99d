import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
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
  | { kind: 'heading'; label: string }
  | { kind: 'line' };

export type MenuProps = {
  trigger: ReactNode;
  entries: readonly MenuEntry[];
  side?: 'top' | 'bottom';
  /** Called when the menu opens, to load entries on demand. */
  onOpen?: () => void;
};

/** A small menu on a button. */
export function Menu({ trigger, entries, side = 'bottom', onOpen }: MenuProps) {
  return (
    <DropdownMenu.Root
      modal={false}
      onOpenChange={(isOpen) => {
        if (isOpen) onOpen?.();
      }}
    >
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={css['menu']}
          side={side}
          align="end"
          sideOffset={6}
          collisionPadding={8}
        >
          {entries.map((entry, index) => (
            // Two photos may have the same name.
            <Entry key={`${index} ${entry.kind === 'line' ? '' : entry.label}`} entry={entry} />
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Entry({ entry }: { entry: MenuEntry }) {
  if (entry.kind === 'line') return <DropdownMenu.Separator className={css['line']} />;
  if (entry.kind === 'heading')
    return <DropdownMenu.Label className={css['heading']}>{entry.label}</DropdownMenu.Label>;
  const inside = (
    <>
      <span className={css['label']}>{entry.label}</span>
      {entry.note !== undefined && <span className={css['note']}>{entry.note}</span>}
      {entry.hint !== undefined && <kbd className={css['key']}>{entry.hint}</kbd>}
      {entry.isChecked === true && <Check size={14} aria-hidden="true" />}
    </>
  );
  const shared = { className: css['item'], disabled: entry.isDisabled ?? false, onSelect: entry.onSelect };
  if (entry.isChecked === undefined) return <DropdownMenu.Item {...shared}>{inside}</DropdownMenu.Item>;
  return (
    <DropdownMenu.CheckboxItem {...shared} checked={entry.isChecked}>
      {inside}
    </DropdownMenu.CheckboxItem>
  );
}

import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import css from './Menu.module.css';
import { MenuEntries, type MenuEntry } from './MenuEntries';

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
          <MenuEntries parts={DropdownMenu} entries={entries} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

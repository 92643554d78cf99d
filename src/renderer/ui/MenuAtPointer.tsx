import { ContextMenu } from 'radix-ui';
import type { ReactElement } from 'react';
import css from './Menu.module.css';
import { MenuEntries, type MenuEntry } from './MenuEntries';

export type MenuAtPointerProps = {
  /** The element that has the menu. It can keep the menu away by preventing the event's default. */
  children: ReactElement;
  /** Called when the menu opens. */
  entries: () => readonly MenuEntry[];
};

/** The menu of a right click, of a long press, and of the keyboard's menu key. */
export function MenuAtPointer({ children, entries }: MenuAtPointerProps) {
  return (
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger asChild>{children}</ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content className={css['menu']} collisionPadding={8}>
          <Entries entries={entries} />
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}

/** Rendered only while the menu is open. */
function Entries({ entries }: Pick<MenuAtPointerProps, 'entries'>) {
  return <MenuEntries parts={ContextMenu} entries={entries()} />;
}

import { commandLabel, type Command } from '@contract';
import { runCommand } from '../actions/commands';
import { firstKey } from '../keys';
import type { MenuEntry } from '../ui/MenuEntries';

/** A command as a menu entry, with its name and first key from the table of commands. */
export function commandEntry(command: Command, isChecked?: boolean): Extract<MenuEntry, { kind: 'item' }> {
  const hint = firstKey(command);
  return {
    kind: 'item',
    label: commandLabel(command),
    onSelect: () => {
      runCommand(command);
    },
    ...(hint !== '' && { hint }),
    ...(isChecked !== undefined && { isChecked }),
  };
}

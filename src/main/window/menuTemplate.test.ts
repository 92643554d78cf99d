import { commandTable, type Command } from '@contract';
import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { menuTemplate } from './menuTemplate';

/** All menu entries with an action of the app, and the command that each sends to the page. */
function commandsOf(platform: NodeJS.Platform) {
  const told: Command[] = [];
  const open = (entries: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
    entries.flatMap((entry) => [entry, ...(Array.isArray(entry.submenu) ? open(entry.submenu) : [])]);
  const entries = open(menuTemplate(platform, (command) => told.push(command)));
  return entries
    .filter((entry) => entry.click !== undefined)
    .map(({ click, label, accelerator }) => {
      Reflect.apply(click!, undefined, []);
      return { command: told.at(-1), label, accelerator };
    });
}

describe('menuTemplate', () => {
  it('has every command of the table once, by its name there', () => {
    const inTable = commandTable.map(({ command, label }) => ({ command, label }));
    const inMenu = commandsOf('linux').map(({ command, label }) => ({ command, label }));
    expect(inMenu).toHaveLength(inTable.length);
    expect(inMenu).toEqual(expect.arrayContaining(inTable));
  });

  it.each(commandTable.filter(({ keys }) => keys.length > 0))(
    'shows a key of $command that the page hears',
    ({ command, keys }) => {
      const shown = commandsOf('linux').find((entry) => entry.command === command)?.accelerator ?? '';
      expect(keys).toContain(
        shown.replace('CommandOrControl', 'Mod').replace(/(Left|Right|Up|Down)$/, 'Arrow$1'),
      );
    },
  );

  it('shows on a Mac, whose menu takes the keys that it shows, no key that types', () => {
    const shown = commandsOf('darwin').flatMap(({ accelerator }) => accelerator ?? []);
    expect(shown).toContain('CommandOrControl+S');
    expect(shown.filter((key) => !key.startsWith('CommandOrControl+'))).toEqual([]);
  });
});

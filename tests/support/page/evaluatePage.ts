/** @file What the tests of the Evaluate place do and read, in the page over a stand-in for the main process. */
import type { PageDriver } from './PageDriver';

/** @param driver gives the present window */
export function evaluatePage(driver: () => PageDriver) {
  const page = () => driver().page;
  const table = () => page().getByRole('grid', { name: 'Scores' });
  const lines = () =>
    table()
      .getByRole('row')
      .filter({ has: page().getByRole('gridcell') });
  /** The cells of a column. A failed line has one cell for all figures. */
  const column = (at: number): Promise<string[]> =>
    lines().evaluateAll(
      (rows, cell) =>
        rows.map((row) => row.querySelectorAll<HTMLElement>('[role="gridcell"]')[cell]?.innerText ?? ''),
      at,
    );
  return {
    table,
    lines,
    column,
    chosen: () => table().locator('[aria-selected="true"]'),
    pane: (name: RegExp | string) => page().locator('figure').getByRole('img', { name }),
    dropFolders: async (...names: string[]): Promise<void> => {
      await page().keyboard.press('Control+4');
      await page()
        .getByRole('heading', { name: /^Drop a folder of dark photos/ })
        .waitFor();
      await driver().drop(names);
    },
    measured: async (): Promise<void> => {
      await page()
        .getByRole('button', { name: /^Measure \d+ pictures?$/ })
        .click();
      await page().getByRole('button', { name: 'Try 2 pictures again' }).waitFor();
    },
    /** All pictures of the panes are made. */
    shown: () => page().getByText('Making this picture').first().waitFor({ state: 'detached' }),
  };
}

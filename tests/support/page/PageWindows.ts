import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { PageDriver, type PageStart } from './PageDriver';
import { servePage, type ServedPage } from './servePage';

const executablePath = process.env.CANDELA_CHROMIUM ?? '/usr/bin/chromium';

/** Whether there is a Chromium to test the page in; without one its tests are skipped, saying so. */
export const hasChromium = existsSync(executablePath);
if (!hasChromium)
  process.stderr.write(`The page is not tested: there is no Chromium at ${executablePath}.\n`);

/** One browser and one served page for a file of tests; a fresh window for each. */
export class PageWindows {
  #browser: Browser | null = null;
  #served: ServedPage | null = null;
  #open: PageDriver | null = null;

  /** @param entry another script than the page's own. */
  async start(entry?: string): Promise<void> {
    this.#served = await servePage(entry);
    this.#browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  }

  /** A fresh window; the one before is closed. */
  async fresh(start: PageStart): Promise<PageDriver> {
    await this.#open?.close();
    if (this.#browser === null || this.#served === null) throw new Error('There is no browser yet.');
    this.#open = await PageDriver.start(this.#browser, this.#served, start);
    return this.#open;
  }

  async stop(): Promise<void> {
    await this.#open?.close();
    await this.#browser?.close();
    await this.#served?.close();
  }
}

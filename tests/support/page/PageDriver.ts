import type { CallInput, WireError } from '@contract';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { Logged } from './fakeBridge';
import type { ServedPage } from './servePage';

export type PageStart = {
  theme: 'dark' | 'light';
  width: number;
  /** Names of calls that wait from the start, until they are released. */
  held?: readonly string[];
};

/** Drives one fresh window of the page over its stand-in for the main process. */
export class PageDriver {
  /** The page's exceptions and console errors. */
  readonly errors: string[] = [];

  private constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
  ) {
    page.on('pageerror', (error) => this.errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
  }

  static async start(
    browser: Browser,
    { url, fakeBridge }: ServedPage,
    { theme, width, held = [] }: PageStart,
  ): Promise<PageDriver> {
    const context = await browser.newContext({ viewport: { width, height: 800 }, reducedMotion: 'reduce' });
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    await page.addInitScript(`window.fakePreferences = ${JSON.stringify({ theme })};`);
    await page.addInitScript(fakeBridge);
    await page.addInitScript(`for (const name of ${JSON.stringify(held)}) window.fake.held.add(name);`);
    const driver = new PageDriver(context, page);
    await page.goto(url);
    await page.getByText('Or try one of these').waitFor();
    if (held.length === 0) await page.waitForFunction(() => window.fake.drafts.length === 3);
    await page.evaluate(() => {
      window.fake.calls.length = 0;
      window.fake.drafts.length = 0;
    });
    return driver;
  }

  close(): Promise<void> {
    return this.context.close();
  }

  async open(...names: string[]): Promise<void> {
    await this.page.evaluate((next) => {
      window.fake.nextOpen = next;
    }, names);
    await this.page.keyboard.press('o');
  }

  /** Waits until the shown photo has its full draft. */
  async enhanced(): Promise<void> {
    await this.page.getByText(/^Enhanced on CPU in/).waitFor();
    await this.page
      .getByRole('progressbar', { name: 'Progress of this photo' })
      .waitFor({ state: 'detached' });
  }

  /** Waits until no animation runs, because half-faded colours would spoil contrast checks. */
  async still(): Promise<void> {
    await this.page.waitForFunction(() =>
      document.getAnimations().every(({ playState }) => playState !== 'running'),
    );
  }

  async hold(name: string): Promise<void> {
    await this.page.evaluate((held) => window.fake.held.add(held), name);
  }

  async release(name: string): Promise<void> {
    await this.page.evaluate((held) => window.fake.held.delete(held), name);
  }

  async fail(name: string, error: WireError | null): Promise<void> {
    await this.page.evaluate(
      ([failing, wire]) => {
        if (wire === null) window.fake.failing.delete(failing);
        else window.fake.failing.set(failing, wire);
      },
      [name, error] as const,
    );
  }

  async drop(names: readonly string[], { alt = false } = {}): Promise<void> {
    await this.page.evaluate(
      ([files, altKey]) => {
        const dataTransfer = new DataTransfer();
        for (const name of files) dataTransfer.items.add(new File(['x'], name));
        document.body.dispatchEvent(
          new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer, altKey }),
        );
      },
      [names, alt] as const,
    );
  }

  async dragOver(): Promise<void> {
    await this.page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['x'], 'a.jpg'));
      document.body.dispatchEvent(
        new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer }),
      );
    });
    await this.page.getByText('Drop to open').waitFor();
  }

  /** Drags a slider's thumb to a share of its track, in ten moves. */
  async drag(slider: Locator, share: number): Promise<void> {
    const box = await slider.boundingBox();
    if (box === null) throw new Error('The slider is not on the screen.');
    const y = box.y + box.height / 2;
    await this.page.mouse.move(box.x + box.width / 2, y);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + box.width * share, y, { steps: 10 });
    await this.page.waitForFunction(() =>
      window.fake.calls.some(
        ({ name, input }) => name === 'photos.draft' && JSON.stringify(input).includes('"size":512'),
      ),
    );
    await this.page.mouse.up();
  }

  async calls(name: string): Promise<Logged[]> {
    return this.page.evaluate((wanted) => window.fake.calls.filter((call) => call.name === wanted), name);
  }

  async callNames(): Promise<string[]> {
    return this.page.evaluate(() => window.fake.calls.map(({ name }) => name));
  }

  drafts(): Promise<CallInput<'photos.draft'>[]> {
    return this.page.evaluate(() => window.fake.drafts);
  }

  /** Where everything around the photo is, by what it says; the photo's own labels and lines come with its result. */
  places(): Promise<string[]> {
    return this.page.evaluate(() =>
      Array.from(document.querySelectorAll('button, h1, h2, svg, [role="slider"]'))
        .filter((part) => part.closest('section[aria-label="Photo"]') === null)
        .map((part) => {
          const { x, y, width, height } = part.getBoundingClientRect();
          return [part.tagName, Math.round(x), Math.round(y), Math.round(width), Math.round(height)].join(
            ' ',
          );
        }),
    );
  }
}

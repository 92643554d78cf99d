/** The whole app: a network is trained, goes back, becomes a model, and enhances a photo. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { enginePid } from '../support/appDriver';
import { launchApp } from '../support/launchApp';

/** Where to put pictures of what is seen, if anywhere. */
const shots = process.env.CANDELA_SHOTS;

/** The keys belong to the figure when no button has the focus. */
async function press(page: Page, key: string): Promise<void> {
  await page.locator('main').focus();
  await page.keyboard.press(key);
}

async function shot(page: Page, name: string): Promise<void> {
  if (shots !== undefined) await page.screenshot({ path: join(shots, `${name}.png`) });
}

/** The window may be shown a moment before it listens for keys. */
async function openLearn(page: Page): Promise<void> {
  const opened = async (): Promise<boolean> => {
    await page.keyboard.press('Control+3');
    return page.locator('article').isVisible();
  };
  await expect.poll(opened).toBe(true);
}

async function goTo(page: Page, title: string): Promise<void> {
  const item = page.locator('nav[aria-label="Contents"]').getByRole('button', { name: title });
  if (!(await item.isVisible())) await page.getByRole('button', { name: 'Build your own' }).click();
  await item.click();
  await page.getByRole('heading', { name: title, level: 2 }).waitFor();
}

/** PSNR of the held-out crop now. */
const decibels = async (page: Page): Promise<number> =>
  Number.parseFloat(
    (await page.locator('figure[data-now="true"] figcaption span').innerText()).replace('–', '0'),
  );

const stepsTaken = async (page: Page): Promise<number> =>
  Number.parseInt(await page.getByText(/^\d+ of 5000 steps/).innerText(), 10);

/** The number of steps once the answer that was under way has come. */
async function settledSteps(page: Page): Promise<number> {
  const seen = { steps: -1 };
  await expect
    .poll(async () => {
      const before = seen.steps;
      seen.steps = await stepsTaken(page);
      // On a busy machine a step that is under way may come seconds later.
      await page.waitForTimeout(4000);
      return seen.steps === before;
    })
    .toBe(true);
  return seen.steps;
}

describe('training in the app', () => {
  it('trains on the samples, pauses when it is left, goes back, and adds a model that enhances', async () => {
    const { page } = await launchApp();
    await openLearn(page);
    await goTo(page, 'Watch it learn');
    await page.getByText('4 photos of the samples, well lit').waitFor();
    await expect.poll(() => decibels(page)).toBeGreaterThan(0);
    const start = await decibels(page);

    await press(page, 'Space');
    await expect.poll(() => stepsTaken(page)).toBeGreaterThan(60);
    await expect.poll(() => decibels(page)).toBeGreaterThan(start + 3);
    await shot(page, 'train-running');

    // Leaving the page pauses; coming back finds the run as it was.
    await goTo(page, 'The pairs');
    await goTo(page, 'Watch it learn');
    const paused = await settledSteps(page);
    await press(page, '.');
    await expect.poll(() => stepsTaken(page)).toBe(paused + 1);

    await page.getByRole('slider', { name: 'Rewind to a snapshot' }).press('Home');
    await expect.poll(() => stepsTaken(page)).toBe(0);
    await press(page, 'Space');
    await expect.poll(() => stepsTaken(page)).toBeGreaterThan(100);
    await press(page, 'Space');

    await page.getByRole('button', { name: 'Use this model' }).last().click();
    await page.getByRole('button', { name: 'Add to the models' }).click();
    await page.getByText('Added as “my-first-network”').waitFor();
    await page.getByRole('img', { name: 'Your network' }).waitFor();
    await page.getByText(/your network makes it \d+ %, Small CNN makes it \d+ %/).waitFor();
    await shot(page, 'train-used');

    // The way out of the lessons: the same photo in Enhance, by the network that was trained.
    await page.getByRole('button', { name: 'Enhance the photo with it' }).click();
    await page.getByText(/^Enhanced on .+ in /).waitFor();
    await page.getByText('My first network').first().waitFor();
    await shot(page, 'train-enhanced');
  });

  it('says when the loss explodes, and goes back', async () => {
    const { page } = await launchApp();
    await openLearn(page);
    await goTo(page, 'Watch it learn');
    await press(page, 'b');
    await press(page, 'Space');
    await page
      .getByText(/^The loss (exploded at|is not a number since) step \d+\. Rewind to step 0/)
      .waitFor();
    await shot(page, 'train-exploded');
    await press(page, 'r');
    await expect.poll(() => stepsTaken(page)).toBe(0);
  });

  it('goes on from the last snapshot when the engine was killed', async () => {
    const { page, app } = await launchApp();
    await openLearn(page);
    await goTo(page, 'Watch it learn');
    await expect.poll(() => decibels(page)).toBeGreaterThan(0);
    await press(page, 'Space');
    await expect.poll(() => stepsTaken(page)).toBeGreaterThan(120);
    await press(page, 'Space');
    const paused = await settledSteps(page);
    process.kill(enginePid(app)!, 'SIGKILL');
    await press(page, 'Space');
    await expect.poll(() => stepsTaken(page)).toBeGreaterThan(paused);
    await press(page, 'Space');
    await settledSteps(page);
    // The run was not begun anew: the first step that it can go back to is that of the last snapshot.
    await page.getByRole('slider', { name: 'Rewind to a snapshot' }).press('Home');
    await expect.poll(() => stepsTaken(page)).toBeLessThanOrEqual(paused);
    const snapshot = await stepsTaken(page);
    expect([snapshot % 25, paused - snapshot <= 25, snapshot > 0]).toEqual([0, true, true]);
  });
});

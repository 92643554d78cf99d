// `npm run screenshots [-- --light] [-- --out FOLDER] [-- NAME...]`: takes pictures of the real app's screens and states for docs/screenshots.
import { parseArgs } from 'node:util';
import { dropFiles, resizeWindow, untilEnhanced } from './appDriver.mjs';
import { chooseTheme, photographApp } from './pictures.mjs';
import { Camera, usual } from './shots/Camera.mjs';
import { layOutPhotos } from './shots/layOutPhotos.mjs';

const narrow = { width: 960, height: 640 };

async function takeStart(camera) {
  const { page, photos } = camera;
  await page.locator('main canvas').nth(2).waitFor();
  await camera.take('empty');
  await dropFiles(page, [photos.street], { isHeld: true });
  await page.getByText('Drop to open').waitFor();
  await camera.take('drop');
  await dropFiles(page, [photos.street]);
  await untilEnhanced(page);
}

async function takeViews(camera) {
  const { page } = camera;
  await camera.take('split');
  await camera.press('2');
  await camera.take('side');
  await camera.press('4');
  await camera.take('difference');
  await camera.press('5');
  await page.getByText('No ground truth yet').waitFor();
  await camera.take('truth-none');
  await camera.press('1');
  await camera.press('Control+Alt+0');
  await camera.take('detail');
  await camera.press('l');
  await camera.press('Control+0');
  await page.mouse.move(560, 420);
  await camera.take('loupe');
  await camera.press('l');
  await page.mouse.move(5, 5);
  await camera.press('j');
  await camera.take('clipping');
  await camera.press('j');
}

async function takeSheets(camera) {
  const { page } = camera;
  await camera.sheet('export', { key: 'e', until: () => page.getByText(/^For example .+\./).waitFor() });
  await camera.sheet('models', { key: 'm' });
  await camera.sheet('devices', {
    key: 'g',
    until: () => page.getByText('Trying each device…').waitFor({ state: 'detached' }),
  });
  await camera.sheet('keys', { key: '?' });
  await camera.press('w');
  await page.locator('aside article').waitFor();
  await page.waitForFunction(() => document.querySelector('[data-waiting]') === null);
  await camera.take('why');
  await camera.press('w');
  await camera.press('s');
  await page.getByText(/^Saved as /).waitFor();
  await camera.take('saved');
  // It may have gone by itself meanwhile.
  const dismiss = page.getByRole('button', { name: 'Dismiss' });
  if (await dismiss.isVisible()) await dismiss.click();
}

async function takeTruth(camera) {
  const { page, photos } = camera;
  await camera.press('5');
  await page.getByText('No ground truth yet').waitFor();
  await dropFiles(page, [photos.truth]);
  await page.getByText('SSIM').first().waitFor();
  await camera.take('truth');
  await camera.press('1');
}

/** Several selected photos, then the same set in the Batch place: before and after a run. */
async function takeBatch(camera) {
  const { page, photos } = camera;
  await camera.press('Control+a');
  await camera.take('selected');
  await camera.press('Escape');
  await camera.press('Control+2');
  await dropFiles(page, [photos.shoot]);
  await page.getByRole('heading', { level: 1, name: /^2\d photos/ }).waitFor();
  await page
    .getByText(/^street-candela/)
    .first()
    .waitFor();
  // The selection is that of both places.
  await camera.press('Escape');
  await camera.take('batch-before');
  await camera.press('Control+Shift+Enter');
  await page.getByRole('dialog').getByText('Only dark photos').click();
  await page.getByRole('slider', { name: 'Dark up to' }).waitFor();
  await camera.take('batch-sheet');
  await page.getByRole('dialog').getByText('Only dark photos').click();
  await camera.press('Escape');
  await page.getByRole('button', { name: /^Enhance 2\d photos$/ }).click();
  await page.getByText(/photos saved/).waitFor();
  await camera.take('batch-finished');
  await camera.press('Control+1');
  await page.getByRole('option', { name: /^street\.jpg/ }).click();
  await untilEnhanced(page);
}

/** The samples with their ground truths: before, measured, and with the exposure matched. */
async function takeEvaluate(camera, theme) {
  const { page } = camera;
  await camera.press('Control+4');
  await page.getByRole('button', { name: 'Try the samples' }).waitFor();
  await page.mouse.move(5, 5);
  await camera.take('evaluate-empty');
  await page.getByRole('button', { name: 'Try the samples' }).click();
  await page.getByRole('button', { name: /^Measure \d+ pictures$/ }).click();
  await page.getByRole('button', { name: 'All measured' }).waitFor();
  // The best of this photo: the network's.
  await page.getByRole('gridcell', { name: 'street', exact: true }).last().click();
  await page.getByText('Making this picture').first().waitFor({ state: 'detached' });
  await page.mouse.move(5, 5);
  await camera.take('evaluate');
  await page.getByRole('button', { name: 'Pairs…' }).click();
  await page.getByRole('dialog').waitFor();
  await camera.take('evaluate-pairs');
  await camera.press('Escape');
  await page.getByRole('button', { name: 'Reproduce this…' }).click();
  await page.getByText('This command measures the same pairs again.').waitFor();
  await camera.take('evaluate-reproduce');
  await camera.press('Escape');
  await page.evaluate(() => document.activeElement?.blur());
  await camera.press('l');
  await page.mouse.move(5, 5);
  await camera.take('evaluate-line');
  await camera.press('l');
  await camera.press('m');
  await chooseTheme(page, 'Light');
  await camera.take('evaluate-matched-light');
  await camera.press('m');
  if (theme === 'Dark') await chooseTheme(page, 'Dark');
  await camera.press('Control+1');
}

async function takeNarrow(camera) {
  const { page } = camera;
  await camera.take('narrow', [narrow]);
  await resizeWindow(camera.driven, narrow);
  await page.getByRole('button', { name: 'Adjust' }).click();
  await camera.take('narrow-adjust', [narrow]);
}

async function takeStrip(camera) {
  const { page, photos } = camera;
  await dropFiles(page, photos.others);
  await page.getByRole('option', { name: /^broken\.jpg/ }).click();
  await page.getByRole('alert').waitFor();
  camera.isFailureMeant = true;
  await camera.take('failed');
  await dropFiles(page, [photos.cut]);
  await page.getByText('Only what could be read is shown').waitFor();
  await page.mouse.move(5, 5);
  await camera.take('damaged');
  await camera.press('Control+w');
  camera.isFailureMeant = false;
  await page.getByRole('option', { name: /^landscape\.jpg/ }).click();
  await untilEnhanced(page);
  await page.waitForFunction(
    () =>
      document.querySelectorAll(
        '[role="option"]:is([data-status="done"], [data-status="draft"], [data-status="saved"])',
      ).length >= 4,
  );
  await camera.take('strip');
}

async function takeAll(camera, theme) {
  if (theme === 'Light') await chooseTheme(camera.page, 'Light');
  await takeStart(camera);
  await takeViews(camera);
  await takeSheets(camera);
  await takeTruth(camera);
  await takeStrip(camera);
  await takeBatch(camera);
  await takeEvaluate(camera, theme);
  await takeNarrow(camera);
  if (theme === 'Light') return;
  await resizeWindow(camera.driven, usual);
  await camera.press('Escape');
  await chooseTheme(camera.page, 'Light');
  await camera.take('light-strip');
  await camera.sheet('light-export', {
    key: 'e',
    until: () => camera.page.getByText(/^For example .+\./).waitFor(),
  });
}

const { values, positionals } = parseArgs({
  options: { light: { type: 'boolean', default: false }, out: { type: 'string' } },
  allowPositionals: true,
});
await photographApp(
  { out: values.out, usual: ['docs', 'screenshots'], size: usual, layOut: layOutPhotos },
  async ({ driven, folder, photos }) => {
    const camera = new Camera(driven, photos, { folder, wanted: positionals });
    await takeAll(camera, values.light ? 'Light' : 'Dark');
  },
);

// Takes pictures of the app in windows of several sizes.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resizeWindow, untilEnhanced, untilTilesAreIn } from '../appDriver.mjs';

export const usual = { width: 1280, height: 800 };
const large = { width: 1920, height: 1080 };

/** Waits until nothing moves: two equal pictures, some time apart. */
async function stillPicture(page) {
  const look = async () => {
    await page.waitForFunction(() =>
      document.getAnimations().every(({ playState }) => playState !== 'running'),
    );
    return page.screenshot();
  };
  let before = await look();
  for (;;) {
    await page.waitForTimeout(300);
    const now = await look();
    if (now.equals(before)) return now;
    before = now;
  }
}

/** Writes a PNG or a JPEG, whichever is smaller. */
async function keep(picture, folder, name) {
  const { default: sharp } = await import('sharp');
  const png = await sharp(picture).png({ compressionLevel: 9, effort: 10 }).toBuffer();
  const jpeg = await sharp(picture)
    .jpeg({ quality: 90, chromaSubsampling: '4:4:4', mozjpeg: true })
    .toBuffer();
  const [bytes, ending, other] = jpeg.length < png.length ? [jpeg, 'jpg', 'png'] : [png, 'png', 'jpg'];
  rmSync(join(folder, `${name}.${other}`), { force: true });
  writeFileSync(join(folder, `${name}.${ending}`), bytes);
  process.stdout.write(`${name}.${ending} ${(bytes.length / 1024).toFixed(0)} KB\n`);
}

export class Camera {
  constructor(driven, photos, { folder, wanted }) {
    this.driven = driven;
    this.page = driven.page;
    this.photos = photos;
    this.folder = folder;
    this.wanted = wanted;
    this.isFailureMeant = false;
  }

  /** Captures the present state in the usual size, and in other sizes on request. */
  async take(name, sizes = [usual, large]) {
    if (this.wanted.length > 0 && !this.wanted.includes(name)) return;
    for (const size of sizes) {
      await resizeWindow(this.driven, size);
      // A different window size may need a different draft.
      if ((await this.page.getByRole('button', { name: 'Fit' }).count()) > 0) await this.settled();
      const suffix = size === usual ? '' : `-${size.width}`;
      await keep(await stillPicture(this.page), this.folder, `${name}${suffix}`);
    }
    await resizeWindow(this.driven, usual);
  }

  async settled() {
    if (this.isFailureMeant) return;
    // An unexpected failure must not become a screenshot.
    const failure = this.page.locator('section[aria-label="Photo"] [role="alert"]');
    await Promise.race([
      untilEnhanced(this.page),
      failure.waitFor().then(async () => {
        throw new Error(`The photo failed: ${await failure.innerText()}`);
      }),
    ]);
    if ((await this.page.locator('[data-open-tiles]').count()) > 0) await untilTilesAreIn(this.page);
  }

  async press(key) {
    await this.page.keyboard.press(key);
  }

  /** Opens a sheet by its key, captures it once its content is there, and closes it. */
  async sheet(name, { key, until }) {
    await this.press(key);
    await this.page.getByRole('dialog').waitFor();
    await until?.();
    await this.take(name);
    await this.press('Escape');
    await this.page.getByRole('dialog').waitFor({ state: 'detached' });
  }
}

/** A batch of the app whose disk fills up. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished } from 'vitest';
import { startWith } from '../support/appDriver';
import { closeApp, dropFiles, removeHome } from '../support/launchApp';
import { hashOf } from '../support/killedRuns';
import { canMount, itNeeding } from '../support/needs';
import { png, putFiles } from '../support/oddPhotos';

const slow = { timeout: 60_000 };
const count = 8;

describe('the batch of the app, on a small disk', () => {
  itNeeding(canMount(), 'the right to mount a small disk')(
    'pauses when the disk is full, says so, and goes on when there is room',
    async () => {
      const launched = await startWith('double');
      const { page, home, complaints } = launched;
      const folder = join(home, 'photos');
      const out = join(folder, 'enhanced');
      onTestFinished(async () => {
        await closeApp(launched.app);
        execFileSync('umount', [out]);
        removeHome(home);
      });
      const names = Array.from({ length: count }, (_, index) => `night ${index}.png`);
      const picture = await png(100, 100);
      await putFiles(folder, Object.fromEntries(names.map((name) => [name, picture])));
      const originals = names.map((name) => hashOf(join(folder, name)));
      mkdirSync(out);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=100k', 'none', out]);
      await page.getByRole('button', { name: /^Batch/ }).click();
      await dropFiles(
        page,
        names.map((name) => join(folder, name)),
      );
      await page.getByRole('button', { name: `Enhance ${count} photos` }).waitFor(slow);
      await page.keyboard.press('Control+Enter');
      await page
        .getByRole('alert')
        .filter({ hasText: / is full\. Free some space/ })
        .waitFor(slow);
      await page.getByText('Paused', { exact: true }).waitFor(slow);
      const results = () =>
        readdirSync(out)
          .filter((name) => name !== '.candela')
          .sort();
      expect(results().filter((name) => name.endsWith('.part'))).toEqual([]);
      expect(results().length).toBeLessThan(count);
      expect(readFileSync(join(out, '.candela', 'journal.jsonl'), 'utf8')).not.toContain('"type":"failed"');
      execFileSync('mount', ['-o', 'remount,size=16m', out]);
      await page.getByRole('button', { name: 'Resume' }).click();
      await page.getByText(`${count} photos saved`).waitFor(slow);
      expect(results()).toEqual(names.map((name) => name.replace('.png', '-candela.png')));
      expect(names.map((name) => hashOf(join(folder, name)))).toEqual(originals);
      expect(complaints).toEqual([]);
    },
  );
});

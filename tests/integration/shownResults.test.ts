import { utimes } from 'node:fs/promises';
import { expect, it, onTestFinished } from 'vitest';
import { listenToRuns } from '@engine';
import { psnr } from '@core';
import { jobFor, settingsFor } from '../support/engine';
import { inferenceFor, options, picture, scene, type Scene } from '../support/previews';

const size = 200;

/** A photo that was enhanced while its draft was expected. */
async function enhanced(more: object = {}): Promise<Scene> {
  const made = await scene('double', picture(900, 600), { file: 'dark.jpg' });
  const { at, model, path } = made;
  await at.engine.enhance(jobFor(at, path), settingsFor(model, more), { ...options, shown: size });
  return made;
}

/** The draft of the photo, and whether the network ran for it. */
async function draftOf({ at, path, model }: Scene) {
  const runs: string[] = [];
  listenToRuns((state) => runs.push(state));
  onTestFinished(() => {
    listenToRuns(() => undefined);
  });
  const draft = await at.engine.previews.draft({ path, size, inference: inferenceFor(model) }, options);
  return { ...draft, hasRun: runs.length > 0 };
}

it('shows the result of a photo that was enhanced, without another run of the network', async () => {
  const { picture: shown, provider, notices, hasRun } = await draftOf(await enhanced());
  expect({ hasRun, provider, notices }).toEqual({ hasRun: false, provider: 'cpu', notices: [] });
  const other = await draftOf(await scene('double', picture(900, 600), { file: 'dark.jpg' }));
  expect([other.hasRun, shown.width, shown.height]).toEqual([
    true,
    other.picture.width,
    other.picture.height,
  ]);
  const reference = { ...other.picture, channels: 3 } as const;
  expect(psnr({ raster: { ...shown, channels: 3 } }, reference)).toBeGreaterThan(38);
});

it.each([{ strength: 0.5 }, { strength: 0 }, { finish: { brightness: 1 } }])(
  'runs the network where %j was mixed into the result',
  async (more) => {
    expect(await draftOf(await enhanced(more))).toMatchObject({ hasRun: true });
  },
);

it('runs the network for a photo that changed since', async () => {
  const made = await enhanced();
  await utimes(made.path, 1, 1);
  expect(await draftOf(made)).toMatchObject({ hasRun: true });
});

it('enhances no worse where no draft can be', async () => {
  const { at, path } = await scene('double', picture(90, 60));
  const job = jobFor(at, path);
  const settings = settingsFor('nobody');
  await expect(at.engine.enhance(job, settings, { ...options, shown: size })).rejects.toMatchObject({
    code: 'model.unknown',
  });
});

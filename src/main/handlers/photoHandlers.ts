import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CandelaError, type PhotoEntry, type PhotoHandle } from '@contract';
import { hasPhotoName } from '@jobs';
import { folderLabel } from '../files/folderLabel';
import { openCompared } from './openCompared';
import {
  develop,
  inspectPhotos,
  openChosen,
  openPage,
  openPhotos,
  photosAt,
  rememberClosed,
  reopen,
} from './openPhotos';
import type { MainHandlers, Services } from './Services';
import { findTruth, openTruth } from './truths';

type Options = { signal: AbortSignal };

/** Opening and closing of photos and of their ground truths. */
export function photoHandlers(services: Services) {
  const { registry, desktop } = services;
  return {
    ...offerHandlers(services),
    'photos.open': async (_, options) =>
      openChosen(services, photosAt(await desktop.askForPhotos()), options),
    'photos.paste': (_, options) => paste(services, options),
    'photos.reopen': ({ photo }, options) => reopen(services, photo, options),
    'photos.develop': (asked, options) => develop(services, asked, options),
    'photos.choosePage': (choice, options) => openPage(services, choice, options),
    'photos.reveal': ({ photo }) => {
      desktop.reveal(registry.get(photo).path);
      return {};
    },
    'photos.inspect': ({ photos }, options) => inspectPhotos(services, photos, options),
    'photos.close': ({ photos }, options) => close(services, photos, options),
    'photos.chooseTruth': async ({ photo }, options) => {
      registry.get(photo);
      const path = await desktop.askForTruth();
      return path === null ? null : openTruth(services, { photo, path }, options);
    },
    'pairs.open': async ({ what }, options) => {
      const paths = await desktop.askForPairs(what);
      return paths.length === 0 ? [] : openCompared(services, paths, options);
    },
    'pairs.samples': (_, options) => openCompared(services, [services.folders.samples], options),
    'photos.findTruth': ({ photo }, options) => findTruth(services, photo, options),
  } satisfies Partial<MainHandlers>;
}

/** Offers of the empty window: samples, and the photos opened last. */
function offerHandlers(services: Services) {
  const { registry, state, recents } = services;
  return {
    'photos.samples': (_, options) => openSamples(services, options),
    'photos.openSample': ({ photo }) => {
      registry.openSample(photo);
      return {};
    },
    'photos.recent': () =>
      state.value.recent.map((path) => ({
        recent: recents.handleOf(path),
        name: basename(path),
        folder: folderLabel(dirname(path)),
      })),
    'photos.openRecent': ({ recent }, options) => {
      const path = recents.pathOf(recent);
      if (path === undefined) throw new CandelaError('photo.closed');
      return openChosen(services, photosAt([path]), options);
    },
    'photos.session': () => ({ count: state.value.session.length }),
    'photos.reopenSession': (_, options) => openChosen(services, photosAt(state.value.session), options),
    'photos.clearRecent': async () => {
      await state.change({ recent: [], session: [] });
      return {};
    },
  } satisfies Partial<MainHandlers>;
}

async function close(
  services: Services,
  photos: readonly PhotoHandle[],
  options: Options,
): Promise<Record<string, never>> {
  const { registry, images, engine } = services;
  const closed = photos.map((photo) => registry.get(photo));
  const last = closed.filter(({ photo }) => {
    images.dropSoon(photo);
    return registry.close(photo);
  });
  rememberClosed(services);
  await Promise.all(last.map(({ path }) => engine.call('photo.forget', { path }, options)));
  return {};
}

/** Files on the clipboard, else a picture, which is written to a new file. */
async function paste(services: Services, options: Options): Promise<PhotoEntry[]> {
  const { desktop, folders, clock } = services;
  const files = await desktop.clipboard.files();
  if (files.length > 0) return openChosen(services, photosAt(files), options);
  const png = await desktop.clipboard.picture();
  if (png === null) throw new CandelaError('photo.nonePasted');
  await mkdir(folders.pasted, { recursive: true });
  const moment = clock().toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '');
  const path = join(folders.pasted, `Pasted ${moment}.png`);
  await writeFile(path, png);
  return openPhotos(services, [{ path, outputFolder: folders.homeless }], options);
}

async function openSamples(services: Services, options: Options): Promise<PhotoEntry[]> {
  const { samples, homeless } = services.folders;
  const names = await readdir(samples);
  const photos = names
    .filter(hasPhotoName)
    .sort()
    .map((name) => ({ path: join(samples, name), outputFolder: homeless, role: 'sample' as const }));
  return openPhotos(services, photos, options);
}

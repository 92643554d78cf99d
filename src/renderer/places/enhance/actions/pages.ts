import type { PhotoEntry, PhotoHandle } from '@contract';
import { call } from '../../../bridge';
import { hold, letGo } from '../../../actions/handles';
import { setHolder } from '../../../actions/photoSet';
import { copyLook, forgetLook } from '../../../state/looks';
import { endPageTurn, wantedPage, wantPage } from '../state/pageTurn';
import { photos, replacePhoto } from '../../../state/photos';
import { forgetPixels } from '../state/pixels';
import { setView } from '../state/view';
import { inBackground, reportFailure } from '../../../actions/failures';
import { forgetFailures } from './pipeline';
import { findTruth, letGoTruth } from './truths';

/** Shows another page of a photo, with the same look. If pages are chosen in quick succession, the last one wins. */
export async function choosePage(entry: PhotoEntry, page: number): Promise<void> {
  const isTurning = wantedPage(entry.photo) !== null;
  wantPage(entry.photo, page);
  // A page change already in progress will notice the new choice.
  if (!isTurning) await turn(entry, page);
}

async function turn(before: PhotoEntry, page: number): Promise<void> {
  const { photo, name } = before;
  try {
    const after = await call('photos.choosePage', { photo, page });
    const wanted = wantedPage(photo) ?? page;
    endPageTurn(photo);
    if (!takePage(photo, after) || wanted === page) return;
    wantPage(after.photo, wanted);
    await turn(after, wanted);
  } catch (error) {
    endPageTurn(photo);
    if (isOpen(photo)) reportFailure(error, name);
  }
}

function isOpen(photo: PhotoHandle): boolean {
  return photos.getState().byId[photo] !== undefined;
}

/** Replaces the old page, which is closed. False if the old one was closed meanwhile. Then the new page is closed too. */
function takePage(before: PhotoHandle, entry: PhotoEntry): boolean {
  const wasOpen = isOpen(before);
  if (wasOpen) hold(entry.photo, setHolder);
  letGo([wasOpen ? before : entry.photo], setHolder);
  if (!wasOpen) return false;
  copyLook(before, entry.photo);
  if (photos.getState().active === before) setView({ zoom: { kind: 'fit' }, values: null });
  const truth = photos.getState().byId[before]?.truth ?? null;
  photos.setState((state) => replacePhoto(state, before, entry));
  letGoTruth(before, truth);
  forgetLook(before);
  forgetPixels(before);
  forgetFailures(before);
  inBackground(findTruth(entry), entry.name);
  return true;
}

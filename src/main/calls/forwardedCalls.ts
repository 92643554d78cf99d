import {
  calls,
  engineRows,
  HostImage,
  PhotoHandle,
  type CallRow,
  type ImageRef,
  type NameIn,
  type PhotoFile,
} from '@contract';
import { fit, mapNames, type BoundCall } from '@transport';
import type { EngineCaller } from '../engine/engineCaller';

/** What stands for what: the photos that are open, and the pixels that wait for the page. */
export type Translation = {
  fileOf(photo: PhotoHandle): PhotoFile;
  /** Keeps pixels for the page under the handle of the photo that they are of. */
  keep(photo: PhotoHandle, picture: HostImage): ImageRef;
};

/**
 * The calls that the engine answers for the page, all of them: here, and nowhere else, handles become files and pixels become what they
 * are fetched by. Files that a handle was not given for cannot be named.
 */
export function forwardedCalls(engine: EngineCaller, translation: Translation): Record<string, BoundCall> {
  // Schemas are gone through in one go, so one place is enough for the photo that is being spoken of.
  let subject: PhotoHandle = '';
  const rows = engineRows({
    photo: PhotoHandle.transform((photo) => {
      if (subject === '') subject = photo;
      return translation.fileOf(photo);
    }),
    picture: HostImage.transform((picture) => translation.keep(subject, picture)),
  });
  const forward =
    (name: NameIn<typeof rows>): BoundCall =>
    async (raw, context) => {
      const ofPage: CallRow = calls[name];
      // As the page may say it, before any handle is looked up.
      const said = fit(ofPage.input, raw);
      subject = '';
      const input = fit(rows[name].input, said);
      const photo = subject;
      const value = await engine.call(name, input, context);
      subject = photo;
      return fit(ofPage.output, fit(rows[name].output, value));
    };
  return mapNames(rows, forward);
}

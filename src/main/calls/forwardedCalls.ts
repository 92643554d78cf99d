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
import type { EngineCaller } from '@engine-client';
import { fit, mapNames, type BoundCall } from '@transport';

/** The tables behind handles: the open photos, and the pixels that wait for the page. */
export type Translation = {
  fileOf(photo: PhotoHandle): PhotoFile;
  /** Keeps pixels for the page under the handle of their photo. */
  keep(photo: PhotoHandle, picture: HostImage): ImageRef;
};

/**
 * All calls that the engine answers for the page. Only here do handles become files, and pixels become addresses.
 * The page cannot name a file without a handle.
 */
export function forwardedCalls(engine: EngineCaller, translation: Translation): Record<string, BoundCall> {
  // Schemas are parsed synchronously, so one variable is enough for the photo in question.
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
      // The page's form of the input is checked before any handle is looked up.
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

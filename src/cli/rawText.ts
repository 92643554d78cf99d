/** @file What the command line says of the development of camera raws. */
import { rawLimits, RawHighlights, RawJpeg, RawPreview, RawProgram } from '@contract';

const { exposure, kelvin } = rawLimits;
const highlights = RawHighlights.options.join(', ');
const files = RawJpeg.options.join(', ');
const developers = ['libraw', ...RawProgram.options].join(', ');
const previews = RawPreview.options.join(', ');

/** Options of `enhance` for camera raws: their spelling, the help, and the values they accept. */
export const rawOptions = {
  rawExposure: {
    flags: '--raw-exposure <ev>',
    help: `exposure of camera raws, from ${exposure.min} to ${exposure.max} EV (default: 0, or what a DNG asks for)`,
    takes: `a number from ${exposure.min} to ${exposure.max}`,
  },
  rawWhite: {
    flags: '--raw-white <camera|daylight|kelvin>',
    help: `white balance of camera raws: the camera’s, daylight, or the temperature of the light, ${kelvin.min} to ${kelvin.max} (default: camera)`,
    takes: `camera, daylight or a whole number from ${kelvin.min} to ${kelvin.max}`,
  },
  rawHighlights: {
    flags: '--raw-highlights <what>',
    help: `what becomes of light beyond the sensor’s white: ${highlights} (default: keep; rebuild takes longer)`,
    takes: `one of ${highlights}`,
  },
  rawPreview: {
    flags: '--raw-preview <when>',
    help: `take the camera’s preview for a raw: ${previews} (default: never; fallback: where it cannot be developed)`,
    takes: `one of ${previews}`,
  },
  rawDeveloper: {
    flags: '--raw-developer <program>',
    help: `what develops camera raws: ${developers}, if it is installed (default: libraw; the others use their own settings and sidecars)`,
    takes: `one of ${developers}`,
  },
  rawJpeg: {
    flags: '--raw-jpeg <which>',
    help: `which to take of a raw and a JPEG of one shot, by their names: ${files} (default: both)`,
    takes: `one of ${files}`,
  },
} as const;

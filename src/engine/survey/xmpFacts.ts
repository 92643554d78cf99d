import { ns, type PropertyName } from '../photo/metadata/xmp/namespaces';
import { XmpDocument } from '../photo/metadata/xmp/XmpDocument';
import { captureTime } from './captureTime';

/** What an XMP packet says of a shot. */
export type XmpFacts = {
  /** The first of these properties that is a time. */
  timeOf: (names: readonly PropertyName[]) => string | undefined;
  make?: string | undefined;
  model?: string | undefined;
  lens?: string | undefined;
  shutter?: number | undefined;
  aperture?: number | undefined;
  iso?: number | undefined;
};

const lensProperties: readonly PropertyName[] = [
  [ns.exifEx, 'LensModel'],
  [ns.aux, 'Lens'],
];
const isoProperties: readonly PropertyName[] = [
  [ns.exifEx, 'PhotographicSensitivity'],
  [ns.exif, 'ISOSpeedRatings'],
];
const wanted: ReadonlySet<string> = new Set([ns.exif, ns.exifEx, ns.aux, ns.tiff, ns.photoshop, ns.xmp]);

const none: XmpFacts = { timeOf: () => undefined };

/** A packet that cannot be read says nothing. */
export function xmpFacts(xmp: string | undefined): XmpFacts {
  const document = xmp === undefined ? null : open(xmp);
  if (document === null) return none;
  const values = document.values(([namespace]) => wanted.has(namespace));
  const find = ([namespace, local]: PropertyName): string | undefined => {
    const [, value] = values.find(([name]) => name[0] === namespace && name[1] === local) ?? [];
    const text = (typeof value === 'string' ? value : value?.items[0])?.trim();
    return text === undefined || text === '' || text.length > longest ? undefined : text;
  };
  const first = (names: readonly PropertyName[]): string | undefined =>
    names.map(find).find((text) => text !== undefined);
  return {
    timeOf: (names) => names.map((name) => captureTime(find(name))).find((time) => time !== undefined),
    make: find([ns.tiff, 'Make']),
    model: find([ns.tiff, 'Model']),
    lens: first(lensProperties),
    shutter: positive(find([ns.exif, 'ExposureTime'])),
    aperture: positive(find([ns.exif, 'FNumber'])),
    iso: positive(first(isoProperties)),
  };
}

const longest = 200;

function open(xmp: string): XmpDocument | null {
  try {
    return XmpDocument.open(xmp);
  } catch {
    return null;
  }
}

/** A number, or a fraction such as `1/60`. */
function positive(text: string | undefined): number | undefined {
  const found = text === undefined ? null : /^(\d+(?:\.\d+)?)(?:\/(\d+(?:\.\d+)?))?$/.exec(text);
  const value = Number(found?.[1]) / Number(found?.[2] ?? 1);
  return Number.isFinite(value) && value > 0 ? value : undefined;
}

import { ByteReader } from '../bytes';
import type { PhotoMetadata, PngText } from '../Photo';
import { textOf } from './iptc';
import { resourceId, resourcesIn, type Resource } from './photoshop';

/** The resources that a person would miss. Photoshop writes many more, about printing, previews and its own windows. */
export type PhotoshopExtras = {
  /** Paths, among them the one that clips the photo, and the caption and the rights, which XMP can hold. */
  kept: Pick<PhotoMetadata, 'paths' | 'texts'>;
  /** What is left out, in words. */
  lost: string[];
};

export const isPath = ({ id }: Resource): boolean =>
  id === resourceId.workingPath || (id >= resourceId.firstPath && id <= resourceId.lastPath);

/** @see Photoshop File Formats Specification: grid and guides */
function hasGuides({ id, data }: Resource): boolean {
  return id === resourceId.guides && data.length >= 16 && new ByteReader(data, false).u32(12) > 0;
}

function textIn({ id, data }: Resource): PngText | undefined {
  const text = (keyword: string, bytes: Uint8Array): PngText | undefined => {
    const words = textOf(bytes).replace(/\0/g, '').trim();
    return words === '' ? undefined : { keyword, text: words };
  };
  // A Pascal string: its length precedes it.
  if (id === resourceId.caption) return text('Description', data.subarray(1, 1 + (data[0] ?? 0)));
  if (id === resourceId.url) return text('Web Statement', data);
  return id === resourceId.copyrightFlag && data[0] === 1 ? { keyword: 'Marked', text: 'True' } : undefined;
}

/** An entry at the very end may lack its padding. */
const padded = ({ bytes }: Resource): Uint8Array => Buffer.concat([bytes, new Uint8Array(bytes.length & 1)]);

/** @param hasExif whether the file has EXIF elsewhere, so that Photoshop's copy adds nothing */
export function photoshopExtras(resources: Uint8Array, { hasExif }: { hasExif: boolean }): PhotoshopExtras {
  const all = resourcesIn(resources);
  const paths = all.filter(
    (each) => each.isWhole && (isPath(each) || each.id === resourceId.clippingPathName),
  );
  const texts = all.flatMap((each) => textIn(each) ?? []);
  return {
    kept: {
      ...(paths.some(isPath) && { paths: Buffer.concat(paths.map(padded)) }),
      ...(texts.length > 0 && { texts }),
    },
    lost: [
      ...(all.some(hasGuides) ? ['guides of Photoshop'] : []),
      ...(!hasExif && all.some(({ id }) => id === resourceId.exif) ? ['EXIF data among Photoshop’s'] : []),
    ],
  };
}

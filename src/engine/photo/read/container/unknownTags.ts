import { ByteReader, asciiAt } from '../../bytes';
import { tag } from '../../metadata/exif/tags';
import { entryBytes, type Ifd, type IfdEntry, type TiffFile } from '../../tiff/tiffIfd';

/**
 * Tags that describe how pixels or pages are stored, or that programs write for themselves. First and last number of each range.
 * @see TIFF 6.0; the TIFF registry of libtiff; GDI+ (0x0301 to 0x0303, 0x5000 to 0x51ff); PrintIM (0xc4a5); Windows' padding (0xea1c)
 */
const silent: readonly (readonly [number, number])[] = [
  [254, 259],
  [262, 266],
  [273, 273],
  [277, 281],
  [284, 284],
  [286, 293],
  [297, 297],
  [301, 301],
  [317, 342],
  [344, 347],
  [400, 435],
  [512, 532],
  [559, 559],
  [0x0301, 0x0303],
  [0x5000, 0x51ff],
  [32_995, 32_998],
  [34_016, 34_033],
  [34_908, 34_910],
  [37_398, 37_398],
  [37_439, 37_439],
  [0xc4a5, 0xc4a5],
  [0xea1c, 0xea1d],
];

/** Tags that the reader of TIFF takes apart. */
const readElsewhere: readonly number[] = [
  tag.xmp,
  tag.iptc,
  tag.photoshop,
  tag.iccProfile,
  tag.exifIfd,
  tag.gpsIfd,
  tag.interoperabilityIfd,
  tag.credentials,
];

const photoshopLayers = 37_724;

/** Tags of known programs, by number. */
const names: Readonly<Record<number, string>> = {
  343: 'a clipping path (TIFF tag 343)',
  [photoshopLayers]: 'the layers of Photoshop',
  33_628: 'MetaMorph’s data (TIFF tag 33628)',
  33_629: 'MetaMorph’s data (TIFF tag 33629)',
  34_118: 'a microscope’s data (TIFF tag 34118)',
  34_412: 'a microscope’s data (TIFF tag 34412)',
  34_682: 'a microscope’s data (TIFF tag 34682)',
  37_679: 'recognised text (TIFF tag 37679)',
  50_838: 'ImageJ’s data (TIFF tag 50838)',
  50_839: 'ImageJ’s data (TIFF tag 50839)',
};

/** @see Photoshop File Formats Specification: additional layer information; keys are stored in the file's byte order */
const layerKeys = ['Layr', 'Lr16', 'Lr32'];
const documentData = 'Adobe Photoshop Document Data Block\0';

/** Photoshop writes the tag for flat pictures as well, with patterns and masks in it. */
function holdsLayers({ source, littleEndian }: TiffFile, { offset, length }: IfdEntry): boolean {
  const inOrder = (text: string): string => (littleEndian ? Buffer.from(text).reverse().toString() : text);
  for (let at = offset + documentData.length; at + 12 <= offset + length;) {
    const head = source.read(at, 12);
    if (head.length < 12 || inOrder(asciiAt(head, 0, 4)) !== '8BIM') return false;
    const size = new ByteReader(head, littleEndian).u32(8);
    if (size > 0 && layerKeys.includes(inOrder(asciiAt(head, 4, 4)))) return true;
    at += 12 + Math.ceil(size / 4) * 4;
  }
  return false;
}

/** Values of a few bytes that are all zero or blank say nothing. */
function saysSomething(tiff: TiffFile, entry: IfdEntry): boolean {
  if (entry.length > 64) return true;
  return entryBytes(tiff, entry).some((byte) => byte !== 0 && byte !== 0x20);
}

/** The tags of a page that are neither kept nor about the storage of its pixels, in words. */
export function unknownTags(tiff: TiffFile, ifd: Ifd, isKept: (number: number) => boolean): string[] {
  const isSilent = (number: number): boolean =>
    readElsewhere.includes(number) || silent.some(([first, last]) => number >= first && number <= last);
  const unknown = ifd.entries
    .filter(({ tag: number }) => !isKept(number) && !isSilent(number))
    .filter((entry) => saysSomething(tiff, entry))
    .filter((entry) => entry.tag !== photoshopLayers || holdsLayers(tiff, entry));
  return [...new Set(unknown.map(({ tag: number }) => names[number] ?? `TIFF tag ${String(number)}`))];
}

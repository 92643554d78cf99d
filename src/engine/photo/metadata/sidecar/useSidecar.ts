import { notice, type Notice } from '@contract';
import type { Photo } from '../../Photo';
import { hasGps } from '../exif/exifBlock';
import type { Words } from '../exif/wordTags';
import { iptcAsXmp, type IptcTexts } from '../iptc';
import { ns, type PropertyName } from '../xmp/namespaces';
import type { Sidecar } from './findSidecar';
import { fieldsInWords, sidecarFields, textsIn, type SidecarFields } from './sidecarFields';

type Options = { sidecar?: Sidecar | null; keepGps: boolean };
type ReadFields = { value: SidecarFields | undefined; notices: Notice[] };

const unread = (sidecar: string, reason: string): ReadFields => ({
  value: undefined,
  notices: [notice('output.sidecarUnread', { sidecar, reason })],
});

/** A packet may be as hostile as any file. */
function tryFields(packet: string, options: Parameters<typeof sidecarFields>[1]): SidecarFields | null {
  try {
    return sidecarFields(packet, options);
  } catch {
    return null;
  }
}

/** What a sidecar says of a photo, with a notice of what is taken from it. A sidecar that cannot be read costs no more than that. */
export function readFields({ metadata }: Photo, { sidecar, keepGps }: Options): ReadFields {
  if (sidecar === undefined || sidecar === null) return { value: undefined, notices: [] };
  const { name } = sidecar;
  if ('fault' in sidecar) return unread(name, sidecar.fault);
  const known = metadata.iptc === undefined ? [] : iptcAsXmp(metadata.iptc).properties.map(([each]) => each);
  const options = { name, keepGps, hasGps: hasGps(metadata.exif), known };
  const fields = tryFields(sidecar.packet, options);
  if (fields === null) return unread(name, 'it is not readable XMP');
  const what = fieldsInWords(fields);
  return {
    value: fields,
    notices: [
      ...(what === undefined ? [] : [notice('output.sidecarUsed', { what, sidecar: name })]),
      ...(fields.developed.length > 0 ? [notice('output.sidecarDevelop', { sidecar: name })] : []),
    ],
  };
}

const names = {
  title: [ns.dc, 'title'],
  description: [ns.dc, 'description'],
  keywords: [ns.dc, 'subject'],
  creators: [ns.dc, 'creator'],
} as const satisfies Record<string, PropertyName>;

/** EXIF has room for 64 KB in a JPEG. Longer texts are whole in XMP. */
const maxText = 2000;

/** The sidecar's words for EXIF. */
export function wordsOf(fields: SidecarFields): Words {
  const rating = Number(textsIn(fields, [ns.xmp, 'Rating'])?.[0] ?? NaN);
  return {
    rating: Number.isFinite(rating) ? rating : undefined,
    title: textsIn(fields, names.title)?.[0]?.slice(0, maxText),
    description: textsIn(fields, names.description)?.[0]?.slice(0, maxText),
    keywords: textsIn(fields, names.keywords),
    creators: textsIn(fields, names.creators),
  };
}

/** The same for IPTC, by the numbers of its entries. */
export function iptcTextsOf(fields: SidecarFields): IptcTexts {
  const numbered = [
    [5, names.title],
    [120, names.description],
    [25, names.keywords],
    [80, names.creators],
  ] as const;
  return new Map(
    numbered.flatMap(([number, name]) => {
      const texts = textsIn(fields, name);
      return texts === undefined ? [] : [[number, texts] as const];
    }),
  );
}

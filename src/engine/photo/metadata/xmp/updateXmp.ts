import { randomUUID } from 'node:crypto';
import type { ExifColour } from '../exif/patchExif';
import type { Provenance } from '../../Photo';
import type { Placement } from '../placement';
import { movePanorama } from './movePanorama';
import { moveRegions } from './moveRegions';
import { ns, type PropertyName } from './namespaces';
import { isDevelopSetting, isPlace } from './propertyKinds';
import { sameName, type SidecarFields } from '../sidecar/sidecarFields';
import { blankSeal, sealProperty } from './sealField';
import type { Property } from './propertyValue';
import { XmpDocument } from './XmpDocument';

export type XmpEdits = {
  provenance: Provenance;
  /** The software that EXIF named before. The history keeps the camera's firmware. */
  previousSoftware?: string | undefined;
  now: Date;
  width: number;
  height: number;
  keepGps: boolean;
  /** As in `ExifEdits`. */
  settlesOrientation: boolean;
  /** Properties to add if the packet lacks them. */
  mirrored: readonly Property[];
  /** Whether they replace the packet's properties. */
  mirroredIsNewer: boolean;
  /** Like `mirrored`, but they never replace the packet's properties. */
  texts: readonly Property[];
  /** What the file beside the photo says of it. */
  sidecar?: SidecarFields | undefined;
  colour: ExifColour;
  /** How the pixels were moved; absent if they were not. */
  placement?: Placement | undefined;
};

const emptyPacket = [
  '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
  '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
  `<rdf:RDF xmlns:rdf="${ns.rdf}">`,
  '<rdf:Description rdf:about=""></rdf:Description>',
  '</rdf:RDF>',
  '</x:xmpmeta>',
  '<?xpacket end="w"?>',
].join('\n');

/** Properties about parts of the original file that the result lacks, and small copies of the dark original. */
function isOutdated([namespace, local]: PropertyName): boolean {
  if (namespace === ns.gainMap || namespace === ns.container) return true;
  if (namespace === ns.camera) return /^(?:MotionPhoto|MicroVideo)/.test(local);
  return namespace === ns.xmp && local === 'Thumbnails';
}

/** Limits for one setting in the history and for all of them, characters. Masks and looks hold tables of many thousands. */
const settingLimit = 200;
const settingsLimit = 8000;

const shortened = (text: string, limit: number): string =>
  text.length > limit ? `${text.slice(0, limit - 1)}…` : text;

/**
 * Removes another program's develop settings. They were meant for the dark original and would be applied again to the bright
 * result. @returns the settings as text; empty if there were none
 */
function takeDevelopSettings(document: XmpDocument): string {
  const settings = document.describe(isDevelopSetting);
  document.remove(isDevelopSetting);
  return developText(settings);
}

/** Develop settings for the history. */
function developText(settings: readonly (readonly [string, string])[]): string {
  const texts = settings.map(([name, value]) => shortened(`${name}=${value}`, settingLimit));
  return shortened(texts.join(', '), settingsLimit);
}

function parameters({ provenance, previousSoftware, sidecar }: XmpEdits, developed: string): string {
  const { model, modelVersion, modelSha256, provider, settings } = provenance;
  const page = provenance.page === undefined ? '' : `; page=${String(provenance.page)}`;
  const before = previousSoftware === undefined ? '' : `; after=${previousSoftware}`;
  const dropped = developed === '' ? '' : `; develop settings left out: ${developed}`;
  const beside = sidecar === undefined ? '' : `; sidecar=${sidecar.name}`;
  const unused = sidecar === undefined ? '' : developText(sidecar.developed);
  const settled = unused === '' ? dropped : `${dropped}; develop settings of the sidecar: ${unused}`;
  return `model=${model} ${modelVersion}; sha256=${modelSha256}; provider=${provider}; settings=${settings}${page}${before}${beside}${settled}`;
}

function describeChange(document: XmpDocument, edits: XmpEdits, developed: string): void {
  const { provenance, now, width, height, settlesOrientation } = edits;
  const when = now.toISOString();
  const instance = `xmp.iid:${randomUUID()}`;
  document.set([ns.xmp, 'CreatorTool'], provenance.software);
  document.set([ns.xmp, 'ModifyDate'], when);
  document.set([ns.xmp, 'MetadataDate'], when);
  document.set([ns.xmpMM, 'InstanceID'], instance);
  document.appendHistory({
    action: 'edited',
    instanceID: instance,
    when,
    softwareAgent: provenance.software,
    parameters: parameters(edits, developed),
  });
  if (settlesOrientation) document.replace([ns.tiff, 'Orientation'], '1');
  document.replace([ns.tiff, 'ImageWidth'], String(width));
  document.replace([ns.tiff, 'ImageLength'], String(height));
  document.replace([ns.exif, 'PixelXDimension'], String(width));
  document.replace([ns.exif, 'PixelYDimension'], String(height));
}

/** XMP repeats EXIF's colour space, with the same numbers. */
function describeColours(document: XmpDocument, { colour }: XmpEdits): void {
  if (colour === 'asWas') return;
  document.replace([ns.exif, 'ColorSpace'], colour === 'srgb' ? '1' : '65535');
}

function mirror(document: XmpDocument, { mirrored, mirroredIsNewer, texts }: XmpEdits): void {
  const known = mirrored.filter(([name]) => document.has(name));
  if (mirroredIsNewer) document.remove((name) => known.some(([other]) => sameName(other, name)));
  for (const [name, value] of mirrored) if (mirroredIsNewer || !document.has(name)) document.add(name, value);
  for (const [name, value] of texts) if (!document.has(name)) document.add(name, value);
}

/** Takes over what a sidecar says. @returns the edits without what it replaces */
function takeSidecar(document: XmpDocument, edits: XmpEdits): XmpEdits {
  const { sidecar, mirrored, texts } = edits;
  if (sidecar === undefined) return edits;
  const isReplaced = (name: PropertyName): boolean => sidecar.outdated.some((other) => sameName(other, name));
  const others = ([name]: Property): boolean => !isReplaced(name);
  document.remove(isReplaced);
  for (const [name, value] of sidecar.winning) document.add(name, value);
  const known = [...mirrored, ...texts].map(([name]) => name);
  for (const [name, value] of sidecar.filling)
    if (!document.has(name) && !known.some((other) => sameName(other, name))) document.add(name, value);
  return { ...edits, mirrored: mirrored.filter(others), texts: texts.filter(others) };
}

/**
 * A result's XMP packet: the original's with only the changes of the enhancement, or a new one.
 * @returns `isBroken` if an unreadable packet was left out; `hadDevelopSettings` if it had develop settings, which are now only in
 *   the history
 */
export function updateXmp(
  original: string | undefined,
  edits: XmpEdits,
): { packet: string; isBroken: boolean; hadDevelopSettings: boolean } {
  const opened = original === undefined ? null : XmpDocument.open(original);
  const document = opened ?? XmpDocument.open(emptyPacket);
  if (document === null) throw new Error('the empty XMP packet is not well-formed');
  document.remove(isOutdated);
  if (!edits.keepGps) document.remove(isPlace);
  // It names a second part, which has been joined to this one or is dropped.
  document.remove(([namespace]) => namespace === ns.xmpNote);
  document.remove(([namespace]) => namespace === ns.candela);
  const developed = takeDevelopSettings(document);
  describeChange(document, edits, developed);
  document.add(sealProperty, blankSeal);
  describeColours(document, edits);
  if (edits.placement !== undefined) {
    moveRegions(document, edits.placement);
    movePanorama(document, edits.placement);
  }
  mirror(document, takeSidecar(document, edits));
  return {
    packet: document.toString(),
    isBroken: original !== undefined && opened === null,
    hadDevelopSettings: developed !== '',
  };
}

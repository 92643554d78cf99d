/** Namespaces of the properties that Candela reads or writes. @see XMP specification parts 1 and 2; IPTC Photo Metadata */
export const ns = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  dc: 'http://purl.org/dc/elements/1.1/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  xmpMM: 'http://ns.adobe.com/xap/1.0/mm/',
  xmpRights: 'http://ns.adobe.com/xap/1.0/rights/',
  xmpNote: 'http://ns.adobe.com/xmp/note/',
  stEvt: 'http://ns.adobe.com/xap/1.0/sType/ResourceEvent#',
  tiff: 'http://ns.adobe.com/tiff/1.0/',
  exif: 'http://ns.adobe.com/exif/1.0/',
  exifEx: 'http://cipa.jp/exif/1.0/',
  aux: 'http://ns.adobe.com/exif/1.0/aux/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  iptcCore: 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/',
  iptcExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
  dynamicMedia: 'http://ns.adobe.com/xmp/1.0/DynamicMedia/',
  lightroom: 'http://ns.adobe.com/lightroom/1.0/',
  digiKam: 'http://www.digikam.org/ns/1.0/',
  microsoft: 'http://ns.microsoft.com/photo/1.0/',
  plus: 'http://ns.useplus.org/ldf/xmp/1.0/',
  /** Candela's own; nothing stands behind the address. */
  candela: 'urn:candela:result:1',
  wgs84: 'http://www.w3.org/2003/01/geo/wgs84_pos#',
  gainMap: 'http://ns.adobe.com/hdr-gain-map/1.0/',
  camera: 'http://ns.google.com/photos/1.0/camera/',
  panorama: 'http://ns.google.com/photos/1.0/panorama/',
  area: 'http://ns.adobe.com/xmp/sType/Area#',
  dimensions: 'http://ns.adobe.com/xap/1.0/sType/Dimensions#',
  regions: 'http://www.metadataworkinggroup.com/schemas/regions/',
  microsoftRegion: 'http://ns.microsoft.com/photo/1.2/t/Region#',
  /** ACDSee's copies of the structures above. */
  acdArea: 'http://ns.acdsee.com/sType/Area#',
  acdDimensions: 'http://ns.acdsee.com/sType/Dimensions#',
  container: 'http://ns.google.com/photos/1.0/container/',
} as const;

/**
 * The properties in which programs store how to develop a photo: Camera Raw's settings, snapshots and lens profiles, and Apple's
 * adjustments.
 */
export const developNamespaces: readonly string[] = [
  'http://ns.adobe.com/camera-raw-settings/1.0/',
  'http://ns.adobe.com/camera-raw-saved-settings/1.0/',
  'http://ns.adobe.com/camera-raw-defaults/1.0/',
  'http://ns.adobe.com/camera-raw-embedded-lens-profile/1.0/',
  'http://ns.apple.com/adjustment-settings/1.0/',
];

/** Prefixes for properties that Candela writes, if the packet has none for them. */
export const prefixes: ReadonlyMap<string, string> = new Map([
  [ns.dc, 'dc'],
  [ns.xmp, 'xmp'],
  [ns.xmpMM, 'xmpMM'],
  [ns.xmpRights, 'xmpRights'],
  [ns.xmpNote, 'xmpNote'],
  [ns.exif, 'exif'],
  [ns.photoshop, 'photoshop'],
  [ns.iptcCore, 'Iptc4xmpCore'],
  [ns.iptcExt, 'Iptc4xmpExt'],
  [ns.lightroom, 'lr'],
  [ns.digiKam, 'digiKam'],
  [ns.plus, 'plus'],
  [ns.candela, 'candela'],
]);

/** A property by namespace and local name. */
export type PropertyName = readonly [namespace: string, local: string];

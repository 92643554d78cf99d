import { developNamespaces, ns, type PropertyName } from './namespaces';

/** The place where the photo was taken, in words, beside the coordinates. */
const places: readonly PropertyName[] = [
  [ns.photoshop, 'City'],
  [ns.photoshop, 'State'],
  [ns.photoshop, 'Country'],
  [ns.iptcCore, 'Location'],
  [ns.iptcCore, 'CountryCode'],
  [ns.iptcExt, 'LocationCreated'],
  [ns.iptcExt, 'LocationShown'],
  [ns.dc, 'coverage'],
  [ns.dynamicMedia, 'shotLocation'],
];

/** Whether a property tells where a photo was taken. Drones store coordinates in their makers' namespaces. */
export function isPlace([namespace, local]: PropertyName): boolean {
  if (/^gps/i.test(local) || namespace === ns.wgs84) return true;
  return places.some(([space, name]) => space === namespace && name === local);
}

export const isDevelopSetting = ([namespace]: PropertyName): boolean => developNamespaces.includes(namespace);

import { notice, type Notice } from '@contract';
import type { HdrSignal, PrimariesName } from '@core';
import type { Cicp } from '../read/container/Container';
import { displayP3 } from './displayP3';
import { matrixProfile, type CurveName } from './matrixProfile';

/** The colours that code points signal, and the resulting profile. */
export type SignalledColour = {
  /** The profile of the values after decoding. */
  profile?: Uint8Array;
  /** Set when the photo is to be tone-mapped. */
  hdr?: HdrSignal;
  notices: Notice[];
};

/** @see ITU-T H.273 table 2. Other code points count as sRGB's, like a file without code points. */
const knownPrimaries: Readonly<Record<number, PrimariesName>> = { 9: 'rec2020', 12: 'p3' };

/** @see ITU-T H.273 table 3. Code points 1, 6, 14 and 15 are one curve. */
const knownCurves: Readonly<Record<number, CurveName>> = {
  1: 'bt709',
  4: 'gamma22',
  5: 'gamma28',
  6: 'bt709',
  8: 'linear',
  14: 'bt709',
  15: 'bt709',
};

const hdrTransfers: Readonly<Record<number, HdrSignal['transfer']>> = { 16: 'pq', 18: 'hlg' };

async function profileFor(primaries: PrimariesName, curve: CurveName): Promise<Uint8Array | undefined> {
  // Every viewer shows the video curve with sRGB's primaries as sRGB, and cameras and encoders mean it so.
  if (primaries === 'rec709' && (curve === 'srgb' || curve === 'bt709')) return undefined;
  if (primaries === 'p3' && (curve === 'srgb' || curve === 'bt709')) return await displayP3();
  return matrixProfile(primaries, curve);
}

/**
 * Colours that code points signal. HDR becomes SDR with the same primaries. Other values do not change, and get a profile with the
 * same meaning.
 */
export async function signalledColour(
  { primaries: primariesCode, transfer: transferCode, isNarrow }: Cicp,
  kept: Uint8Array | undefined,
): Promise<SignalledColour> {
  const transfer = hdrTransfers[transferCode];
  if (transfer !== undefined) {
    // BT.2100 allows only BT.2020's primaries, but photos with others exist.
    const primaries = knownPrimaries[primariesCode] ?? (primariesCode === 1 ? 'rec709' : 'rec2020');
    const profile = await profileFor(primaries, 'srgb');
    const kind = transfer.toUpperCase();
    return {
      hdr: { transfer, primaries, isNarrow: isNarrow === true },
      ...(profile && { profile }),
      notices: [notice('photo.toneMapped', { kind })],
    };
  }
  const profile =
    kept ??
    (await profileFor(knownPrimaries[primariesCode] ?? 'rec709', knownCurves[transferCode] ?? 'srgb'));
  return { ...(profile && { profile }), notices: [] };
}

import { notice, type Notice } from '@contract';
import type { HdrSignal, PrimariesName } from '@core';
import type { Cicp } from '../read/container/Container';
import { displayP3 } from './displayP3';
import { matrixProfile, type CurveName } from './matrixProfile';

/** What code points say of a photo's colours, and what comes of it. */
export type SignalledColour = {
  /** Of the values as they will be handed on. */
  profile?: Uint8Array;
  /** Set when the photo is to be tone-mapped. */
  hdr?: HdrSignal;
  notices: Notice[];
};

/** @see ITU-T H.273 table 2; others are taken for sRGB's, as they are without code points */
const knownPrimaries: Readonly<Record<number, PrimariesName>> = { 9: 'rec2020', 12: 'p3' };

/** @see ITU-T H.273 table 3; 1, 6, 14 and 15 are one curve */
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
  // The curve of video with the primaries of sRGB is shown as sRGB everywhere; cameras and encoders mean it so.
  if (primaries === 'rec709' && (curve === 'srgb' || curve === 'bt709')) return undefined;
  if (primaries === 'p3' && (curve === 'srgb' || curve === 'bt709')) return await displayP3();
  return matrixProfile(primaries, curve);
}

/**
 * Colours that are signalled by code points. HDR becomes SDR with the same primaries; the rest keep their values and get a
 * profile that says the same.
 */
export async function signalledColour(
  { primaries: primariesCode, transfer: transferCode, isNarrow }: Cicp,
  kept: Uint8Array | undefined,
): Promise<SignalledColour> {
  const transfer = hdrTransfers[transferCode];
  if (transfer !== undefined) {
    // BT.2100 knows no primaries but those of BT.2020; photos have others all the same.
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

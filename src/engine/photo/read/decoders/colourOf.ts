import { notice, type Notice } from '@contract';
import { codePointsOf, isUsableProfile } from '../../colour/iccProfile';
import { matrixProfile } from '../../colour/matrixProfile';
import { signalledColour, type SignalledColour } from '../../colour/signalledColour';
import { statedColour } from '../../colour/statedColour';
import { isDcfAdobeRgb } from '../../metadata/exif/interoperability';
import type { Cicp, StatedColour } from '../container/Container';

/** What a file says of its colours. */
export type ColourFacts = {
  profile?: Uint8Array | undefined;
  cicp?: Cicp | undefined;
  stated?: StatedColour | undefined;
  exif?: Uint8Array | undefined;
};

/** A usable profile, as it is stored. */
export function usableProfile(
  profile: Uint8Array | undefined,
  model: 'grey' | 'rgb',
): { profile?: Uint8Array; notices: Notice[] } {
  if (profile === undefined) return { notices: [] };
  if (isUsableProfile(profile, model === 'grey' ? 1 : 3)) return { profile, notices: [] };
  return { notices: [notice('photo.badProfile')] };
}

/** The meaning of stored values. Code points come first, then the profile, EXIF, and the numbers of a PNG. */
export async function colourOf(facts: ColourFacts, model: 'grey' | 'rgb'): Promise<SignalledColour> {
  const { profile, notices } = usableProfile(facts.profile, model);
  const cicp = facts.cicp ?? (profile && codePointsOf(profile));
  if (cicp !== undefined) {
    const colour = await signalledColour(cicp, profile);
    return { ...colour, notices: [...notices, ...colour.notices] };
  }
  const known = profile ?? (isDcfAdobeRgb(facts.exif) ? matrixProfile('adobeRgb', 'adobe') : undefined);
  if (known === undefined && facts.stated !== undefined) return statedColour(facts.stated, model);
  return { notices, ...(known && { profile: known }) };
}

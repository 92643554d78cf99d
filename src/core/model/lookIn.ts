import type { Look, Settings } from '@contract';

/** The look that settings give a photo, apart from its file. */
export function lookIn({ model, controls, provider, strength, finish, raw }: Settings): Look {
  return { inference: { model, controls, provider }, mix: { strength, finish }, ...(raw && { raw }) };
}

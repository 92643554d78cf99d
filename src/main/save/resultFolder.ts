import { dirname, join } from 'node:path';
import { defaultFolder } from '@jobs';
import type { OpenPhoto } from '../photo/PhotoRegistry';
import type { AppState } from '../state/appStateFile';

type Parts = { readonly state: { readonly value: Pick<AppState, 'outputFolder'> } };

/** Absolute path of the folder that a person chose for all results. */
export function chosenFolder({ state }: Parts): string | undefined {
  return state.value.outputFolder ?? undefined;
}

/**
 * Absolute path of the folder for a photo's result: the chosen one, or that of samples and pasted pictures. Undefined: `enhanced`
 * beside it. A chosen folder keeps the tree of a folder that was dropped, as `--recursive` does.
 */
export function namedFolder(parts: Parts, { outputFolder, below = '' }: OpenPhoto): string | undefined {
  const chosen = chosenFolder(parts);
  return chosen === undefined ? outputFolder : join(chosen, below);
}

/** Absolute path of the folder for a photo's result. */
export function resultFolder(parts: Parts, photo: OpenPhoto): string {
  return namedFolder(parts, photo) ?? join(dirname(photo.path), defaultFolder);
}

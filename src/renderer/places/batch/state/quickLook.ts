import type { PhotoHandle } from '@contract';
import { createStore } from 'zustand/vanilla';
import type { Picture } from '../../../bridge';

type QuickLook = {
  /** The photo that the pictures belong to or are being made for. */
  readonly photo: PhotoHandle | null;
  readonly before: Picture | null;
  /** The network's result, before strength and finishing. */
  readonly after: Picture | null;
  /** Names what made the result. */
  readonly key: string;
};

/** The photo of the panel, larger than its tile. */
export const quickLook = createStore<QuickLook>()(() => ({
  photo: null,
  before: null,
  after: null,
  key: '',
}));

import { asShot, type PhotoHandle, type RawDeveloper, type RawSettings } from '@contract';
import { createStore } from 'zustand/vanilla';

/** The order of keys does not matter. */
function written({ exposure, white, highlights, preview, developer }: RawSettings): string {
  return JSON.stringify([exposure, white, highlights, preview, developer?.program, developer?.version]);
}

const plain = written(asShot);

/** Names a development. All of those as shot have the empty name. */
export function rawKey(raw: RawSettings = asShot): string {
  const key = written(raw);
  return key === plain ? '' : key;
}

export function isSameRaw(one: RawSettings | undefined, other: RawSettings | undefined): boolean {
  return one === other || rawKey(one) === rawKey(other);
}

/** How the pictures of raws are developed, by `rawKey`. They follow the settings when those rest. Absent: as shot. */
export const developed = createStore<{ readonly byPhoto: Readonly<Record<PhotoHandle, string>> }>()(() => ({
  byPhoto: {},
}));

export const developedKey = (photo: PhotoHandle): string => developed.getState().byPhoto[photo] ?? '';

export function setDeveloped(photo: PhotoHandle, key: string): void {
  developed.setState(({ byPhoto }) => ({ byPhoto: { ...byPhoto, [photo]: key } }));
}

export function forgetDeveloped(gone: readonly PhotoHandle[]): void {
  const others = Object.entries(developed.getState().byPhoto).filter(([photo]) => !gone.includes(photo));
  developed.setState({ byPhoto: Object.fromEntries(others) });
}

/** Programs on this machine that can develop raws instead of LibRaw. */
export const developers = createStore<{ readonly found: readonly RawDeveloper[] }>()(() => ({ found: [] }));

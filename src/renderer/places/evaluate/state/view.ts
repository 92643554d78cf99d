import type { ProfileChannel } from '@core';
import { createStore } from 'zustand/vanilla';
import type { Bounds, ZoomState } from '../../../viewer';

export type Point = { readonly x: number; readonly y: number };

/** A line across all pictures. Places are shares of the picture's height and width, so that they mean the same in pictures of any size. */
export type ProfileLine = { readonly along: 'row' | 'column'; readonly at: number };

type View = {
  readonly zoom: ZoomState;
  /** The panes as they were drawn last. They are all of one size. */
  readonly bounds: Bounds | null;
  /** The pixel under the pointer. */
  readonly pointer: Point | null;
  /** Null: no line is drawn. */
  readonly line: ProfileLine | null;
  /** The place on the line whose values are told, a share of its length. */
  readonly spot: number;
  readonly channel: ProfileChannel;
};

/** What changes with each move of the hand. */
export const view = createStore<View>()(() => ({
  zoom: { kind: 'fit' },
  bounds: null,
  pointer: null,
  line: null,
  spot: 0.5,
  channel: 'luma',
}));

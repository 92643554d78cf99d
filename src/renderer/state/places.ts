import type { Command, PhotoEntry } from '@contract';
import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import { createStore } from 'zustand/vanilla';

/** A way out of a view that broke. */
export type Escape = { readonly label: string; readonly onEscape: () => void };

/** One place of the program: all that the frame knows of it. Its state and its actions are its own. */
export type Place = {
  readonly id: string;
  /** Its name in the rail. */
  readonly label: string;
  readonly icon: LucideIcon;
  /** Fills the window under the top bar. */
  readonly Main: ComponentType<{ isNarrow: boolean }>;
  /** Its parts of the top bar: what is open, at the left, and buttons of its own, at the right. */
  readonly Title: ComponentType;
  readonly Tools: ComponentType<{ isNarrow: boolean }>;
  /** What it makes of the commands that the frame does not answer itself. */
  readonly commands: Readonly<Partial<Record<Command, () => void>>>;
  /** The key that shows the original is pressed, or released. */
  readonly holdOriginal: (isHeld: boolean) => void;
  /** Photos that were opened while it is shown. `isMore`: the rest of a large drop. */
  readonly take: (entries: readonly PhotoEntry[], isMore: boolean) => void;
  /** Name of the target that dragged files are over. */
  readonly zoneOf: (event: DragEvent) => string;
  /** Files were dropped on a target. False: they are to be opened as photos. */
  readonly drop: (files: readonly File[], zone: string) => boolean;
  /** A hook: the way out where going on would only break again. */
  readonly useEscape: () => Escape | null;
  /** Sets going what it does whether it is shown or not. Returns what stops it. */
  readonly start: () => () => void;
};

type PlacesState = { readonly table: readonly Place[]; readonly shown: string };

/** The places, in the order of the rail, and the one that is shown. */
export const places = createStore<PlacesState>()(() => ({ table: [], shown: '' }));

/** Gives the window its places; the first is shown. */
export function setPlaces(table: readonly Place[]): void {
  places.setState({ table, shown: table[0]?.id ?? '' });
}

export function showPlace(shown: string): void {
  places.setState({ shown });
}

export function placeOf({ table, shown }: PlacesState): Place | undefined {
  return table.find(({ id }) => id === shown);
}

export function shownPlace(): Place | undefined {
  return placeOf(places.getState());
}

import type { Command, LessonState, PhotoEntry } from '@contract';
import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import { createStore } from 'zustand/vanilla';

/** A way out of a failed view. */
export type Escape = { readonly label: string; readonly onEscape: () => void };

/** Everything the frame knows of one place. Its state and actions are private to it. */
export type Place = {
  readonly id: string;
  /** Its name in the rail. */
  readonly label: string;
  readonly icon: LucideIcon;
  /** A hook: whether it is at work. The rail tells it while another place is shown. */
  readonly useIsBusy?: () => boolean;
  /** Fills the window under the top bar. */
  readonly Main: ComponentType<{ isNarrow: boolean }>;
  /** Its parts of the top bar: what is open on the left, its buttons on the right. */
  readonly Title: ComponentType;
  readonly Tools: ComponentType<{ isNarrow: boolean }>;
  /** Handles the commands that the frame does not answer itself. */
  readonly commands: Readonly<Partial<Record<Command, () => void>>>;
  /** The key that shows the original was pressed or released. */
  readonly holdOriginal: (isHeld: boolean) => void;
  /** The key that shows the ground truth was pressed or released. Absent: it means nothing here. */
  readonly holdTruth?: (isHeld: boolean) => void;
  /** Takes photos opened while it is shown. */
  readonly take: (entries: readonly PhotoEntry[]) => void;
  /** Name of the target under dragged files. */
  readonly zoneOf: (event: DragEvent) => string;
  /** Handles files dropped on a target. False if they should be opened as photos. */
  readonly drop: (files: readonly File[], zone: string) => boolean;
  /** Shows what a link of the system names. Null: the link cannot be read. Absent: links are not for this place. */
  readonly follow?: (lesson: LessonState | null) => void;
  /** A hook: the way out if continuing would only fail again. */
  readonly useEscape: () => Escape | null;
  /** Starts its background work, shown or not. Returns a function that stops it. */
  readonly start: () => () => void;
};

type PlacesState = { readonly table: readonly Place[]; readonly shown: string };

/** The places in the order of the rail, and the shown one. */
export const places = createStore<PlacesState>()(() => ({ table: [], shown: '' }));

/** Sets the window's places. The first is shown. */
export function setPlaces(table: readonly Place[]): void {
  places.setState({ table, shown: table[0]?.id ?? '' });
}

/** Shows a place that the window has. */
export function showPlace(shown: string): void {
  places.setState(({ table }) => (table.some(({ id }) => id === shown) ? { shown } : {}));
}

export function placeOf({ table, shown }: PlacesState): Place | undefined {
  return table.find(({ id }) => id === shown);
}

export function shownPlace(): Place | undefined {
  return placeOf(places.getState());
}

/** A link of the system, for the place that takes them. */
export function followLink(lesson: LessonState | null): void {
  const place = places.getState().table.find(({ follow }) => follow !== undefined);
  if (place === undefined) return;
  showPlace(place.id);
  place.follow?.(lesson);
}

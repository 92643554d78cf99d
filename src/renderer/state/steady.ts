/**
 * A selector of a list that stays the same array as long as its members are the same. Stores of thousands of photos change many times
 * a second, and what shows such a list need not be drawn anew.
 */
export function steadyList<State, Item>(
  listOf: (state: State) => readonly Item[],
): (state: State) => readonly Item[] {
  let last: State | undefined;
  let list: readonly Item[] = [];
  return (state) => {
    if (state === last) return list;
    last = state;
    const next = listOf(state);
    if (next.length !== list.length || next.some((item, index) => item !== list[index])) list = next;
    return list;
  };
}

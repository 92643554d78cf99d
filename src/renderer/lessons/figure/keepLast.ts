/**
 * A pure function that keeps its last answers. The figure, its sentence and its formula ask for the same thing, one after the other.
 * Arguments are compared as they are: an object must be the same one.
 * @param most how many answers are kept
 */
export function keepLast<Arguments extends readonly unknown[], Answer>(
  compute: (...args: Arguments) => Answer,
  most = 2,
): (...args: Arguments) => Answer {
  const kept: { args: Arguments; answer: Answer }[] = [];
  return (...args) => {
    const found = kept.find((one) => one.args.every((value, at) => Object.is(value, args[at])));
    if (found !== undefined) return found.answer;
    const answer = compute(...args);
    kept.unshift({ args, answer });
    kept.length = Math.min(kept.length, most);
    return answer;
  };
}

import { describe, expect, it } from 'vitest';
import { groupStep, redo, settle, startHistory, step, undo, type History } from './history';

const same = Object.is;
const values = ({ past }: History<unknown>) => past.map(({ value }) => value);

describe('step', () => {
  it('keeps every single step', () => {
    const history = step(step(startHistory(0), 1, null), 2, null);
    expect(values(history)).toEqual([0, 1]);
    expect(history).toMatchObject({ present: 2, future: [] });
  });

  it('counts the steps of one gesture as one, also after a settled press', () => {
    const pressed = settle(step(step(startHistory(0), 1, 'press'), 2, 'press'), same);
    const history = step(pressed, 3, 'press');
    expect(values(history)).toEqual([0]);
    expect(history.present).toBe(3);
  });

  it('keeps gestures apart', () => {
    const history = step(settle(step(startHistory(0), 1, 'press 1'), same), 2, 'press 2');
    expect(values(history)).toEqual([0, 1]);
  });

  it('forgets what was undone', () => {
    const history = step(undo(step(startHistory(0), 1, null)), 2, null);
    expect(values(history)).toEqual([0]);
    expect(history).toMatchObject({ present: 2, future: [] });
  });

  it('keeps no more than two hundred steps', () => {
    const history = Array.from({ length: 300 }, (_, index) => index + 1).reduce(
      (before, value) => step(before, value, null),
      startHistory(0),
    );
    expect(history.past).toHaveLength(200);
    expect(values(history)[0]).toBe(100);
  });
});

describe('settle', () => {
  it('leaves no step of a gesture that came back to where it began', () => {
    const history = settle(step(step(step(startHistory(0), 5, null), 7, 'press'), 5, 'press'), same);
    expect(values(history)).toEqual([0]);
    expect(history.present).toBe(5);
  });

  it('leaves steps alone that are no gestures', () => {
    const history = step(startHistory(0), 0, null);
    expect(settle(history, same)).toBe(history);
  });
});

describe('undo and redo', () => {
  it('go back and forth through the same values', () => {
    const history = step(step(startHistory('a'), 'b', null), 'c', null);
    expect(undo(undo(history)).present).toBe('a');
    const again = redo(redo(undo(undo(history))));
    expect(values(again)).toEqual(['a', 'b']);
    expect(again).toMatchObject({ present: 'c', future: [] });
  });

  it('keep the group of a step', () => {
    const history = step(groupStep(startHistory('a'), 'b', { group: 'all' }), 'c', null);
    expect([history, undo(history), undo(undo(history))].map(({ group }) => group)).toEqual([
      null,
      'all',
      null,
    ]);
    expect(undo(undo(history)).future[0]?.group).toBe('all');
    expect(redo(undo(undo(history))).group).toBe('all');
  });

  it('change nothing where there is nothing to undo or redo', () => {
    const history = startHistory('a');
    expect(undo(history)).toBe(history);
    expect(redo(history)).toBe(history);
  });
});

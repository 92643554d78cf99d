import { describe, expect, it } from 'vitest';
import { CandelaError } from '@contract';
import { shortened, withoutPaths } from './withoutPaths';

describe('withoutPaths', () => {
  it('leaves the names of files, not where they lie', () => {
    const error = new CandelaError('input.missing', { file: '/home/me/shoot/night.jpg' });
    expect(withoutPaths(error).message).toBe('night.jpg does not exist.');
  });

  it('also takes away what the system says of paths', () => {
    const cause = Object.assign(new Error("EEXIST: mkdir '/home/me/out'"), { path: '/home/me/out' });
    expect(withoutPaths(cause).message).not.toContain('/home');
    const error = new CandelaError('output.notWritable', { file: 'a', reason: cause.message }, { cause });
    expect(withoutPaths(error).message).toBe("Nothing can be written to a: EEXIST: mkdir 'out'.");
  });
});

describe('shortened', () => {
  it('names a folder above a path as well', () => {
    const text = '/home/me/results is a file, not a folder.';
    expect(shortened(text, ['/home/me/results/night.jpg'])).toBe('results is a file, not a folder.');
  });
});

import { describe, expect, it } from 'vitest';
import { CandelaError } from './CandelaError';
import { pathsIn, withoutPaths } from './withoutPaths';

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

  it('also names a folder above a path that the call was about', () => {
    const error = new CandelaError('output.notAFolder', { file: '/home/me/results' });
    const told = withoutPaths(error, ['/home/me/results/night.jpg']);
    expect(told.message).toBe('results is a file, not a folder.');
    expect(told.details).toEqual({ file: 'results' });
  });

  it('says of what is not ours which file it happened to', () => {
    const error = new Error('C:\\Users\\me\\a.jpg: no');
    expect(withoutPaths(error, ['C:\\Users\\me\\a.jpg']).message).toBe(
      'An unexpected error occurred with a.jpg: a.jpg: no.',
    );
  });
});

describe('pathsIn', () => {
  it('finds absolute paths of every system, at any depth, and nothing else', () => {
    const photo = { path: '/home/me/a.jpg', page: 2 };
    const job = { input: 'C:\\photos\\a.jpg', output: '\\\\server\\share\\b.jpg', format: 'jpeg' };
    expect(pathsIn({ photo, list: [{ job }], name: 'a/b', data: new Uint8Array(4), none: null })).toEqual([
      '/home/me/a.jpg',
      'C:\\photos\\a.jpg',
      '\\\\server\\share\\b.jpg',
    ]);
  });
});

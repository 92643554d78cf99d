import { link, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, plan, put, surveys } from '../../../tests/support/plan';
import { NameClaims } from './NameClaims';

describe('planBatch, what the results are called', () => {
  it('numbers the second of two photos with one result, whatever the policy', async () => {
    await put({
      'a/x.jpg': 'jpeg',
      'b/X.JPG': 'jpeg',
      'c/caf\u00e9.jpg': 'jpeg',
      'd/cafe\u0301.jpg': 'jpeg',
    });
    for (const onConflict of ['number', 'skip', 'overwrite'] as const) {
      const { jobs } = await plan(['a', 'b', 'c', 'd'], { out: 'out', output: { onConflict } });
      expect(Object.values(jobs)).toEqual([
        'out/x-candela.jpg',
        'out/X-candela-2.JPG',
        'out/caf\u00e9-candela.jpg',
        'out/cafe\u0301-candela-2.jpg',
      ]);
    }
  });

  it('sees that two paths lead to one output folder', async () => {
    await put({ 'a/x.jpg': 'jpeg', 'a/x.png': 'jpeg' });
    await symlink('a', join(folder, 'link'));
    const { jobs } = await plan(['a/x.jpg', 'link/x.png']);
    expect(jobs).toEqual({
      'a/x.jpg': 'a/enhanced/x-candela.jpg',
      'link/x.png': 'link/enhanced/x-candela-2.jpg',
    });
  });

  it('skips by content: a result of something else is left, and the next name is tried', async () => {
    await put({
      'x.jpg': 'jpeg',
      'y.jpg': 'jpeg',
      'enhanced/x-candela.jpg': 'old',
      'enhanced/x-candela-2.jpg': 'old',
    });
    const isOther = (path: string) => Promise.resolve(path.endsWith('x-candela.jpg'));
    const { jobs, skipped } = await plan(['x.jpg', 'y.jpg'], { output: { onConflict: 'skip' }, isOther });
    expect({ jobs, skipped }).toEqual({ jobs: { 'y.jpg': 'enhanced/y-candela.jpg' }, skipped: ['x.jpg'] });
    const all = { output: { onConflict: 'skip' }, isOther: () => Promise.resolve(true) } as const;
    expect((await plan(['x.jpg'], all)).jobs).toEqual({ 'x.jpg': 'enhanced/x-candela-3.jpg' });
  });

  it('keeps names in different folders apart', async () => {
    await put({ 'a/x.jpg': 'jpeg', 'b/x.jpg': 'jpeg' });
    expect(Object.values((await plan(['a', 'b'])).jobs)).toEqual([
      'a/enhanced/x-candela.jpg',
      'b/enhanced/x-candela.jpg',
    ]);
  });

  const taken = { 'x.jpg': 'jpeg', 'enhanced/x-candela.jpg': 'old', 'enhanced/x-candela-2.jpg': 'old' };
  it.each([
    ['number', { jobs: { 'x.jpg': 'enhanced/x-candela-3.jpg' }, skipped: [] }],
    ['skip', { jobs: {}, skipped: ['x.jpg'] }],
    ['overwrite', { jobs: { 'x.jpg': 'enhanced/x-candela.jpg' }, skipped: [] }],
  ] as const)('follows the policy %s when the name is taken', async (onConflict, expected) => {
    await put(taken);
    expect(await plan(['x.jpg'], { output: { onConflict } })).toMatchObject({ ...expected, rejected: {} });
  });

  it('never lets a result take the place of an original, its own or another', async () => {
    await put({ 'x.jpg': 'jpeg', 'y.jpg': 'jpeg', 'z.jpg': 'jpeg' });
    await mkdir(join(folder, 'out'));
    await link(join(folder, 'y.jpg'), join(folder, 'out/x.jpg'));
    const output = { onConflict: 'overwrite', nameTemplate: '{name}' } as const;
    const own = await plan(['z.jpg'], { out: '.', output });
    expect(own).toMatchObject({ jobs: {}, rejected: { 'z.jpg': 'output.isInput' } });
    const other = await plan(['x.jpg', 'y.jpg'], { out: 'out', output });
    expect(other).toMatchObject({ jobs: { 'y.jpg': 'out/y.jpg' }, rejected: { 'x.jpg': 'output.isInput' } });
  });

  it('protects an original that itself could not be read', async () => {
    await put({ 'x.png': 'jpeg', 'x.jpg': 'text' });
    const output = { onConflict: 'overwrite', nameTemplate: '{name}' } as const;
    const found = await plan(['x.png', 'x.jpg'], { out: '.', output });
    expect(found.rejected).toEqual({ 'x.png': 'output.isInput', 'x.jpg': 'photo.notAPhoto' });
  });

  it('numbers a result that would be its own original when it may', async () => {
    await put({ 'x.jpg': 'jpeg' });
    expect((await plan(['x.jpg'], { out: '.', output: { nameTemplate: '{name}' } })).jobs).toEqual({
      'x.jpg': 'x-2.jpg',
    });
  });

  it('fills every variable of the template', async () => {
    await put({ 'Lisbon/a.png': 'png', 'Lisbon/b.JPG': 'jpeg' });
    const nameTemplate = '{number} {folder} {name}.{ext} {model} {strength} {format} {date} {time}';
    expect(Object.values((await plan(['Lisbon'], { output: { nameTemplate } })).jobs)).toEqual([
      'Lisbon/enhanced/001 Lisbon a.png cnn 80 png 2026-01-31 235905.png',
      'Lisbon/enhanced/002 Lisbon b.JPG cnn 80 jpeg 2026-01-31 235905.JPG',
    ]);
  });

  it('names results after what the camera says, and says what is missing', async () => {
    await put({ 'a.jpg': 'jpeg', 'b.jpg': 'jpeg', 'c.jpg': 'jpeg' });
    const exposure = {
      camera: 'Nocturne 2',
      lens: 'Nuit 35mm f/1.4',
      iso: 6400,
      shutter: 1 / 60,
      aperture: 1.4,
    };
    surveys.set('a.jpg', { exposure: { ...exposure, taken: '2025-12-24T23:59:59.9' } });
    surveys.set('b.jpg', { exposure: { taken: '2025-12-24T23:59:59.12', shutter: 2.5 } });
    const nameTemplate = '{capturedate} {capturetime} {camera} {lens} {iso} {shutter} {aperture} {sequence}';
    expect(
      Object.values((await plan(['a.jpg', 'b.jpg', 'c.jpg'], { output: { nameTemplate } })).jobs),
    ).toEqual([
      'enhanced/2025-12-24 235959 Nocturne 2 Nuit 35mm f1.4 6400 1-60s f1.4 002.jpg',
      'enhanced/2025-12-24 235959 no-camera no-lens no-iso 2.5s no-aperture 001.jpg',
      'enhanced/no-date no-time no-camera no-lens no-iso no-shutter no-aperture 003.jpg',
    ]);
  });

  it('writes GIF as PNG and follows the content, not the extension', async () => {
    await put({ 'a.gif': 'gif', 'b.png': 'jpeg', 'c.JPEG': 'jpeg' });
    const { jobs, formats } = await plan(['a.gif', 'b.png', 'c.JPEG'], {
      output: { nameTemplate: '{name}' },
    });
    expect(Object.values(jobs)).toEqual(['enhanced/a.png', 'enhanced/b.jpg', 'enhanced/c.JPEG']);
    expect(formats).toEqual(['png', 'jpeg', 'jpeg']);
  });

  it.each([['100% #1 (a) & b.jpg'], ['🌃🌃.jpg'], [' a.jpg'], [`${'n'.repeat(239)}.jpg`]])(
    'keeps the name %s',
    async (name) => {
      await put({ [name]: 'jpeg' });
      expect(Object.values((await plan([name])).jobs)).toEqual([
        `enhanced/${name.replace('.jpg', '-candela.jpg')}`,
      ]);
    },
  );

  it('cuts the name of a photo whose result would be called too long, and keeps two such apart', async () => {
    const names = ['a', 'b'].map((end) => `${'é'.repeat(122)}${end}.jpg`);
    await put(Object.fromEntries(names.map((name) => [name, 'jpeg'])));
    const cut = `enhanced/${'é'.repeat(118)}-candela`;
    const found = await plan(names);
    expect(Object.values(found.jobs)).toEqual([`${cut}.jpg`, `${cut}-2.jpg`]);
  });

  it('fails a photo whose template leaves no room for its name, and says so', async () => {
    await put({ 'x.jpg': 'jpeg' });
    const found = await plan(['x.jpg'], { output: { nameTemplate: `${'t'.repeat(260)}{name}` } });
    expect(found).toMatchObject({ jobs: {}, rejected: { 'x.jpg': 'output.nameTooLong' } });
  });

  it('refuses a bad template before it looks at any file', async () => {
    await expect(plan(['gone'], { output: { nameTemplate: '{nmae}' } })).rejects.toMatchObject({
      code: 'usage.invalid',
    });
  });
});

describe('NameClaims', () => {
  it('numbers thousands of results with one name without trying every number for each', async () => {
    const claims = new NameClaims('number', new Set());
    const wanted = { folder, name: 'trip', extension: 'jpg' };
    let last = '';
    for (let i = 0; i < 10_000; i += 1) last = (await claims.claim(wanted)).path;
    expect(last).toBe(join(folder, 'trip-10000.jpg'));
  });
});

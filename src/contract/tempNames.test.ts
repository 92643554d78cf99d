import { describe, expect, it } from 'vitest';
import { isTempName, tempName } from './tempNames';

const [run, mark, random] = ['0a1b2c3d', '11111111', '22222222'];

describe('temporary names', () => {
  it('tell the run and the process that they belong to', () => {
    const name = tempName({ run, mark }, random);
    expect(isTempName(name)).toBe(true);
    expect([{ run }, { mark }, { run, mark }].map((owner) => isTempName(name, owner))).toEqual([
      true,
      true,
      true,
    ]);
    expect([{ run: mark }, { mark: run }].map((owner) => isTempName(name, owner))).toEqual([false, false]);
    expect(isTempName(tempName({ mark }, random), { run })).toBe(false);
  });

  it('are known from earlier versions, whose files belong to nobody', () => {
    const old = '.candela-0a1b2c3d11111111.part';
    expect(isTempName(old)).toBe(true);
    expect(isTempName(old, { run })).toBe(false);
  });

  it.each(['.candela-xyz.part', 'candela.part', '.candela-0a1b2c3d11111111.part.jpg'])(
    '%s is none',
    (name) => {
      expect(isTempName(name)).toBe(false);
    },
  );
});

import { describe, expect, it } from 'vitest';
import { fillNameTemplate, nameVariables, parseNameTemplate, type NameValues } from './nameTemplate';

const values: NameValues = {
  name: 'IMG 0042',
  ext: 'JPG',
  folder: 'Lisbon',
  model: 'cnn',
  strength: '80',
  format: 'jpeg',
  page: '2',
  date: '2026-01-31',
  time: '235959',
  number: '007',
  capturedate: '2025-12-24',
  capturetime: '223344',
  camera: 'Cambrium Nocturne 2',
  lens: 'Nuit 35mm',
  iso: '6400',
  shutter: '1-8s',
  aperture: 'f1.4',
  sequence: '003',
};
const fill = (template: string, more: Partial<NameValues> = {}) =>
  fillNameTemplate(parseNameTemplate(template), { ...values, ...more });

describe('fillNameTemplate', () => {
  it.each([
    ['{name}-candela', 'IMG 0042-candela'],
    ['{name}', 'IMG 0042'],
    ['fixed', 'fixed'],
    ['{date}_{time}_{number}', '2026-01-31_235959_007'],
    ['{folder} {model}@{strength}.{ext}.{format}', 'Lisbon cnn@80.JPG.jpeg'],
    ['{name}{name}', 'IMG 0042IMG 0042'],
    ['{name} p{page}', 'IMG 0042 p2'],
    ['100% #1 {name}', '100% #1 IMG 0042'],
  ])('makes of %s the name %s', (template, name) => {
    expect(fill(template)).toBe(name);
  });

  it.each([['{model}'], ['50%'], ['#é🌃'], ['$&'], ['a'.repeat(250)]])(
    'takes the name %s as it is, once',
    (name) => {
      const kept = fill('{name}-x', { name });
      expect(kept).toBe(`${name}-x`);
    },
  );

  it.each([
    ['{name}-candela', 'a'.repeat(250), 20, `${'a'.repeat(12)}-candela`],
    ['{name}-candela', '🌃'.repeat(60), 20, '🌃🌃🌃-candela'],
    ['{name}', 'short', 20, 'short'],
    ['{name}{name}', 'abcdefgh', 6, 'abcabc'],
    ['a template longer than its room', 'x', 20, 'a template longer than its room'],
  ])('in %s cuts the name %s to a room of %i bytes', (template, name, room, cut) => {
    expect(fillNameTemplate(parseNameTemplate(template), { ...values, name }, room)).toBe(cut);
  });

  it('gives each variable its own value', () => {
    const all = Object.keys(nameVariables).map((variable) => `{${variable}}`);
    expect(fill(all.join('+'))).toBe(Object.values(values).join('+'));
  });
});

describe('parseNameTemplate', () => {
  it.each([
    ['{nmae}', 'knows no variable {nmae}; there are {name}, {ext}, {folder}'],
    ['{toString}', 'knows no variable {toString}'],
    ['{}', 'knows no variable {}'],
    ['{name', 'brace without its partner'],
    ['name}', 'brace without its partner'],
    ['{{name}}', 'brace without its partner'],
    ['sub/{name}', 'holds a slash'],
    ['..\\{name}', 'holds a slash'],
    ['{name}\u0007', 'holds a control character'],
    ['  ', 'is empty'],
  ])('refuses %j', (template, why) => {
    expect(() => parseNameTemplate(template)).toThrow(
      expect.objectContaining({ code: 'usage.invalid', message: expect.stringContaining(why) as string }),
    );
  });
});

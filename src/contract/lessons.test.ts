import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lessonLink, parseLessonLink } from './lessons';

it('a link brings back what it was made of', () => {
  const value = fc.oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean());
  const key = fc.stringMatching(/^[a-zA-Z]{1,20}$/);
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z-]{1,30}$/), fc.dictionary(key, value), (page, settings) => {
      const found = parseLessonLink(`  ${lessonLink({ page, settings })}\n`);
      expect(JSON.stringify(found)).toBe(JSON.stringify({ page, settings }));
    }),
  );
});

it.each([
  '',
  'https://learn/neuron',
  'candela://learn/',
  'candela://learn/neuron?settings=%7B%22a',
  'candela://learn/a?settings=[1]',
  'candela://learn/a?settings={}&more=1',
  'candela://learn/a?settings={}?settings={}',
  'candela://learn/a/b',
  'candela://learn/a#top',
  'candela://photo/a',
  'candela:learn/a',
  `candela://learn/a?settings=${'%20'.repeat(3000)}{}`,
])('takes nothing from %j', (text) => {
  expect(parseLessonLink(text)).toBeNull();
});

it('takes a link that a system gave a slash or typed without settings', () => {
  expect(parseLessonLink('candela://learn/neuron/')).toEqual({ page: 'neuron', settings: {} });
  expect(parseLessonLink('candela://learn/neuron?settings=')).toEqual({ page: 'neuron', settings: {} });
});

import { describe, expect, it } from 'vitest';
import { mayFinish, planPreview, planStep, type Facts } from './planStep';

const settled: Facts = {
  size: 1024,
  lowLightSize: 1024,
  development: '',
  draftKey: 'full',
  smallKey: 'small',
  enhancedKey: 'full',
  isDragging: false,
  truthKey: null,
  truthPixels: null,
  lookKey: 'look',
  scoresKey: null,
  failed: new Set(),
};

function next(change: Partial<Facts>): string {
  return planStep({ ...settled, ...change }).kind;
}

describe('planPreview', () => {
  it('wants the photo as it is and nothing else, in the size of the stage', () => {
    const bare = { ...settled, enhancedKey: null, truthKey: 'truth' };
    expect(planPreview(bare).kind).toBe('idle');
    expect(planPreview({ ...bare, lowLightSize: null })).toEqual({ kind: 'preview', key: 'preview 1024' });
    expect(planPreview({ ...bare, lowLightSize: 768 }).kind).toBe('preview');
    expect(planPreview({ ...bare, lowLightSize: 768, failed: new Set(['preview 1024']) }).kind).toBe('idle');
  });
});

describe('a photo that was developed in another way', () => {
  it('does not wait for the picture of before', () => {
    const before = planStep({ ...settled, lowLightSize: 0, development: '["6500"]' });
    const now = planStep({ ...settled, lowLightSize: 0, development: '["2500"]' });
    expect([before.kind, now.kind]).toEqual(['preview', 'preview']);
    expect(mayFinish(before, now)).toBe(false);
    expect(mayFinish(now, now)).toBe(true);
  });
});

describe('planStep', () => {
  it('rests when everything is there', () => {
    expect(next({})).toBe('idle');
  });

  it('fetches the photo first, and again when the stage has grown', () => {
    expect(next({ lowLightSize: null, enhancedKey: null })).toBe('preview');
    expect(next({ lowLightSize: 768 })).toBe('preview');
    expect(next({ lowLightSize: 2048 })).toBe('idle');
  });

  it('makes small drafts while a control is dragged and the full one after', () => {
    expect(next({ draftKey: 'other', smallKey: 'other small', isDragging: true })).toBe('smallDraft');
    expect(
      next({ draftKey: 'other', smallKey: 'other small', enhancedKey: 'other small', isDragging: true }),
    ).toBe('idle');
    expect(next({ draftKey: 'other', enhancedKey: 'other small' })).toBe('draft');
  });

  it('makes nothing without a model', () => {
    expect(next({ draftKey: null, smallKey: null, enhancedKey: null })).toBe('idle');
  });

  it('measures once the truth is there and the hand rests', () => {
    expect(next({ truthKey: 'truth' })).toBe('truth');
    expect(next({ truthKey: 'truth', truthPixels: 'truth' })).toBe('measure');
    expect(next({ truthKey: 'truth', truthPixels: 'truth', isDragging: true })).toBe('idle');
    expect(next({ truthKey: 'truth', truthPixels: 'truth', scoresKey: 'look' })).toBe('idle');
  });

  it('does not repeat what failed until something changes', () => {
    const failed = new Set(['full']);
    expect(next({ enhancedKey: null, failed })).toBe('idle');
    expect(next({ enhancedKey: null, draftKey: 'other', failed })).toBe('draft');
  });
});

describe('mayFinish', () => {
  it('lets a small draft end while newer ones are wanted, and nothing else', () => {
    expect(mayFinish({ kind: 'smallDraft', key: 'a' }, { kind: 'smallDraft', key: 'b' })).toBe(true);
    expect(mayFinish({ kind: 'draft', key: 'a' }, { kind: 'draft', key: 'b' })).toBe(false);
    expect(mayFinish({ kind: 'draft', key: 'a' }, { kind: 'draft', key: 'a' })).toBe(true);
    expect(mayFinish({ kind: 'smallDraft', key: 'a' }, { kind: 'draft', key: 'b' })).toBe(false);
  });
});

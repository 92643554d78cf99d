import { toWire, type Answer } from '@contract';
import { beforeEach, describe, expect, it } from 'vitest';
import { explanation } from '../state/explanation';
import { neutralLook } from '../../../state/look';
import { beginLook, changeLook } from '../../../state/looks';
import { models } from '../../../state/models';
import { explain } from './explain';

const photo = 'a'.repeat(32);
const answers: ((answer: Answer<never>) => void)[] = [];

beforeEach(() => {
  answers.length = 0;
  globalThis.candela = {
    call: () => new Promise((resolve) => answers.push(resolve)),
    cancel: () => undefined,
    openFiles: () => new Promise(() => undefined),
    onEvent: () => () => undefined,
  };
  models.setState({ list: [] });
  beginLook(photo, neutralLook('candela'));
});

describe('explain', () => {
  it('says no failure of settings that are gone', async () => {
    const first = explain(photo);
    changeLook(photo, neutralLook('mirnet'), null);
    void explain(photo);
    expect(answers).toHaveLength(2);
    const error = toWire(new Error('the engine stopped'), 'a.jpg');
    answers[0]?.({ ok: false, error });
    await first;
    expect(explanation.getState().error).toBeNull();
    answers[1]?.({ ok: false, error });
    await expect.poll(() => explanation.getState().error).toEqual(error);
  });
});

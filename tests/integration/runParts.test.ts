import { describe, expect, it } from 'vitest';
import { failuresIn } from '../../scripts/runParts.mjs';

const red = (text: string) => `\u001b[31m${text}\u001b[39m`;

describe('failuresIn', () => {
  it('names what failed in vitest, with the reason on the next line', () => {
    const output = [
      ` ${red('✓')} tests/cli/good.test.ts (3 tests) 12ms`,
      `${red(' FAIL ')} tests/cli/bad.test.ts > a photo > is kept`,
      red('AssertionError: expected 1 to be 2'),
      '    at tests/cli/bad.test.ts:3:4',
    ].join('\n');
    expect(failuresIn(output)).toEqual([
      'FAIL  tests/cli/bad.test.ts > a photo > is kept\nAssertionError: expected 1 to be 2',
    ]);
  });

  it('names what failed in pytest, once', () => {
    const line = 'FAILED training/tests/test_grain.py::test_grain - assert 1 == 2';
    const broken = 'ERROR training/tests/test_light.py - ImportError: no module';
    expect(failuresIn(`${line}\n${line}\n${broken}\n1 failed, 3 passed in 12.3s`)).toEqual([line, broken]);
  });

  it('takes no word of a sentence for a failed test', () => {
    expect(failuresIn('✓ tries again what failed\nTests  3 failed\nFAILURES')).toEqual([]);
  });
});

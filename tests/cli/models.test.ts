import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DeviceRecord, ModelRecord, type ErrorCode } from '@contract';
import { writeModel } from '../support/models';
import { runCli } from '../support/runCli';
import { cliFolderWithGoodPhoto } from '../support/cliFolder';

type Spoilt = {
  what: string;
  code: ErrorCode;
  sentence: string;
  spoil: (models: string) => Promise<unknown>;
};

const badCard = { code: 'model.badCard', sentence: 'The card of model double could not be used' } as const;
const breaksCard = {
  code: 'model.breaksCard',
  sentence: 'Model double does not do what its card says',
} as const;
const otherInput = {
  name: 'picture',
  layout: 'NHWC',
  type: 'uint8',
  range: [0, 255],
  size: 'any',
  multipleOf: 1,
} as const;

const spoilt: Spoilt[] = [
  {
    what: 'has another hash',
    code: 'model.wrongHash',
    sentence: 'its checksum differs',
    spoil: (models) => writeModel(models, 'double', { sha256: '0'.repeat(64) }),
  },
  {
    what: 'has a card that does not parse',
    ...badCard,
    spoil: async (models) => {
      await writeModel(models, 'double');
      await writeFile(join(models, 'double/card.json'), '{ "schema": 1, ');
    },
  },
  {
    what: 'has a card that says something wrong',
    ...badCard,
    spoil: (models) => writeModel(models, 'double', { bytesPerPixel: -1 }),
  },
  {
    what: 'has other inputs than its card says',
    ...breaksCard,
    spoil: (models) => writeModel(models, 'double', { input: { ...otherInput, range: [0, 255] } }),
  },
  {
    what: 'gives results of another size',
    ...breaksCard,
    spoil: (models) => writeModel(models, 'shrinking', { id: 'double' }),
  },
];

describe('candela enhance, models that cannot be used', () => {
  it.each(spoilt)('fails every photo when the model $what', async ({ code, sentence, spoil }) => {
    const { photos, models, enhanceJson } = await cliFolderWithGoodPhoto();
    await spoil(models);
    const run = await enhanceJson(['good.jpg', '--model', 'double']);
    expect(run.photos).toMatchObject([
      { input: join(photos, 'good.jpg'), status: 'failed', model: 'double', error: { code } },
    ]);
    expect(run.photos[0]?.error?.message).toContain(sentence);
    expect(run.summary).toMatchObject({ done: 0, failed: 1 });
    expect(run.code).toBe(1);
  });

  it('is not disturbed by a spoilt model that was not chosen', async () => {
    const { models, enhanceJson } = await cliFolderWithGoodPhoto();
    await writeModel(models, 'double');
    await writeFile(join(models, 'double/card.json'), 'no card');
    expect((await enhanceJson(['good.jpg'])).code).toBe(0);
  });

  it('fails every photo when a provider is forced that is not there', async () => {
    const { enhanceJson } = await cliFolderWithGoodPhoto();
    const run = await enhanceJson([
      'good.jpg',
      '--provider',
      process.platform === 'win32' ? 'coreml' : 'dml',
    ]);
    expect(run.photos).toMatchObject([{ status: 'failed', error: { code: 'provider.unavailable' } }]);
    expect(run.code).toBe(1);
  });
});

describe('candela models', () => {
  it('lists the models of a person, the spoilt ones with the reason', async () => {
    const { home, models } = await cliFolderWithGoodPhoto();
    await writeModel(models, 'control');
    await writeModel(models, 'double', { bytesPerPixel: -1 });
    const { code, stdout, stderr } = await runCli(['models', '--json'], { home });
    const records = stdout
      .trimEnd()
      .split('\n')
      .map((line) => ModelRecord.parse(JSON.parse(line)));
    const mine = records.filter(({ folder }) => folder.startsWith(models));
    expect(code).toBe(0);
    expect(
      mine.map(({ id, error, controls }) => [id, error?.code, controls?.map(({ name }) => name)]),
    ).toEqual([
      ['control', undefined, ['brightness']],
      ['double', 'model.badCard', undefined],
      ['identity', undefined, []],
    ]);
    expect(stderr).toContain(models);
  });
});

describe('candela devices', () => {
  it('says that the CPU works, how fast, and which provider is chosen', async () => {
    const { home } = await cliFolderWithGoodPhoto();
    const { code, stdout } = await runCli(['devices', '--json'], { home });
    const records = stdout
      .trimEnd()
      .split('\n')
      .map((line) => DeviceRecord.parse(JSON.parse(line)));
    expect(code).toBe(0);
    const cpu = records.find(({ provider }) => provider === 'cpu');
    expect(cpu).toMatchObject({ state: 'works' });
    expect(cpu?.megapixelsPerSecond).toBeGreaterThan(0);
    expect(records.filter(({ chosen }) => chosen)).toHaveLength(1);
  });
});

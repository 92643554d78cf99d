import { ModelCard, type CallOutput } from '@contract';
import candela from '../../../models/candela/card.json';
import cnn from '../../../models/cnn/card.json';

const ends = { layout: 'NHWC', type: 'uint8', range: [0, 255] } as const;

/** A model with controls, a thumbnail and a map, as the page has to cope with. */
const full = ModelCard.parse({
  schema: 1,
  id: 'candela',
  name: 'Candela',
  version: '1.0.0',
  summary: 'For night photos. Brightens, cleans, leaves lamps alone.',
  file: 'model.onnx',
  sha256: '0'.repeat(64),
  licence: 'MIT',
  usableCommercially: true,
  trainedOn: [{ name: 'Invented for the tests of the page', licence: 'CC0-1.0' }],
  input: { name: 'image', ...ends, size: 'any', multipleOf: 8 },
  output: { name: 'result', ...ends },
  thumbnail: { name: 'thumbnail', size: 256 },
  controls: [
    {
      name: 'brightness',
      min: -1,
      max: 1,
      neutral: 0,
      label: 'Brightness',
      hint: 'Darker or brighter than the model thinks right.',
    },
    {
      name: 'denoise',
      min: -1,
      max: 1,
      neutral: 0,
      label: 'Denoise',
      hint: 'Keeps more grain, or removes more of it.',
    },
    { name: 'night', min: -1, max: 1, neutral: 0, label: 'Keep the night', hint: 'Left lifts what is dark.' },
    { name: 'warmth', min: 0, max: 1, neutral: 0, label: 'Warmth', hint: 'Towards the colour of lamps.' },
  ],
  tile: { size: 512, overlap: 32 },
  bytesPerPixel: 900,
  maps: [{ name: 'gain', meaning: 'How much each part was brightened' }],
  measured: candela.measured,
  cannot: ['It does not bring back what a lamp has clipped.', 'It does not sharpen what moved.'],
});

export const fakeModels: CallOutput<'models.list'> = [
  { id: 'candela', isDefault: true, card: full },
  { id: 'cnn', isDefault: false, card: ModelCard.parse(cnn) },
  {
    id: 'mine',
    isDefault: false,
    error: {
      code: 'model.missingFile',
      message: 'The file model.onnx of model mine is missing.',
      action: 'Put the file back, or take the model out of the models folder.',
    },
  },
];

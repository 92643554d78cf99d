import { createHash } from 'node:crypto';
import type { ModelCard } from '@contract';
import type { Model } from './registry';

/**
 * A 3 × 3 box blur, uint8 NHWC, for testing a provider when no model is installed. The tests rebuild it node by node and compare.
 */
const network = [
  'CAgSDWNhbmRlbGEtdGVzdHM68AMKGwoFaW1hZ2USAXgiBENhc3QqCQoCdG8YAaABAgokCgF4EgFwIglUcmFuc3Bvc2',
  'UqEQoEcGVybUAAQANAAUACoAEHCjUKAXAKBmtlcm5lbBIBcSIEQ29udioMCgVncm91cBgDoAECKhEKBHBhZHNAAUAB',
  'QAFAAaABBwokCgFxEgF5IglUcmFuc3Bvc2UqEQoEcGVybUAAQAJAA0ABoAEHChMKAXkSB3JvdW5kZWQiBVJvdW5kCi',
  'QKB3JvdW5kZWQKBHplcm8KBGZ1bGwSB2NsaXBwZWQiBENsaXAKIgoHY2xpcHBlZBIGcmVzdWx0IgRDYXN0KgkKAnRv',
  'GAKgAQISBWdyYXBoKg4QAUIEemVyb0oEAAAAACoOEAFCBGZ1bGxKBAAAf0MqgAEIAwgBCAMIAxABQgZrZXJuZWxKbD',
  'mO4z05juM9OY7jPTmO4z05juM9OY7jPTmO4z05juM9OY7jPTmO4z05juM9OY7jPTmO4z05juM9OY7jPTmO4z05juM9',
  'OY7jPTmO4z05juM9OY7jPTmO4z05juM9OY7jPTmO4z05juM9OY7jPVohCgVpbWFnZRIYChYIAhISCgIIAQoDEgFoCg',
  'MSAXcKAggDYiIKBnJlc3VsdBIYChYIAhISCgIIAQoDEgFoCgMSAXcKAggDQgIQEQ==',
];

/** The model for self-tests. */
export function selfTestModel(): Model {
  const bytes = Buffer.from(network.join(''), 'base64');
  const end = { layout: 'NHWC', type: 'uint8', range: [0, 255] } satisfies Partial<ModelCard['output']>;
  const card: ModelCard = {
    schema: 1,
    id: 'self-test',
    name: 'Self-test',
    version: '1',
    summary: 'A blur to try providers on.',
    file: 'model.onnx',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    licence: 'MIT',
    usableCommercially: true,
    trainedOn: [],
    input: { name: 'image', ...end, size: 'any', multipleOf: 1 },
    output: { name: 'result', ...end },
    controls: [],
    tile: { size: 512, overlap: 1 },
    bytesPerPixel: 48,
    measured: [],
    cannot: [],
  };
  return { id: card.id, folder: '', network: bytes, card };
}

import { CandelaError, type OutputFormat } from '@contract';
import { sharp } from '../codec/codec';
import { inTurnOrAlone } from '../codec/codecTurns';
import { damageReason } from '../codec/damage';

type Expected = { file: string; format: OutputFormat; width: number; height: number };

/** For smaller pictures, reduced decoding saves nothing. */
const shrinkFrom = 1024;

/**
 * Reads a written file back. Its size must be right and every part of it must decode. A JPEG's decoder reads all coefficients even
 * for a picture of an eighth of the size, which costs a fraction of a full decoding.
 * @throws CandelaError `output.checkFailed`
 */
export async function checkOutput(path: string, expected: Expected): Promise<void> {
  const { file, format, width, height } = expected;
  try {
    const image = sharp(path, {
      failOn: format === 'jpeg' ? 'warning' : 'error',
      limitInputPixels: false,
      ignoreIcc: true,
    });
    const meta = await inTurnOrAlone(() => image.metadata());
    if (meta.width !== width || meta.height !== height) {
      throw new CandelaError('output.checkFailed', { file, reason: 'its size is wrong' });
    }
    const canShrink = format === 'jpeg' && Math.min(width, height) >= shrinkFrom;
    const decoder = canShrink ? image.resize({ width: Math.ceil(width / 8) - 1 }) : image;
    await inTurnOrAlone(() => decoder.clone().extractChannel(0).raw().toBuffer());
  } catch (error) {
    if (error instanceof CandelaError) throw error;
    throw new CandelaError('output.checkFailed', { file, reason: damageReason(error) }, { cause: error });
  }
}

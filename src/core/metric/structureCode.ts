/** @file What SSIM computes of each pixel and of each window. */
import { LaneCode } from './lanes/LaneCode';

const c1 = 0.01 ** 2;
const c2 = 0.03 ** 2;

/** Planes x, y, and targets for x² + y² and xy. Scalars: what is first taken away from x and from y, in their places. */
export function productsCode(): Uint8Array {
  const code = new LaneCode({ planes: 4, scalars: 2 });
  const without = (at: 0 | 1) => code.subtract(code.read(at), code.scalar(at));
  const [a, b] = [without(0), without(1)];
  code.write(0, a);
  code.write(1, b);
  code.write(2, code.dot([a, a], [b, b]));
  code.write(3, code.multiply(a, b));
  return code.module();
}

/**
 * Planes: averages over windows of x, y, x² + y² and xy, and a target for the similarity. Scalars: what was taken away from x and y.
 * Sums: of the similarity, and of its part without the luminance. Equal pictures have exactly 1.
 */
export function similarityCode(): Uint8Array {
  const code = new LaneCode({ planes: 5, scalars: 2, sums: 2 });
  const [a, b] = [code.read(0), code.read(1)];
  const covariance = code.subtract(code.read(3), code.multiply(a, b));
  const variances = code.subtract(code.read(2), code.dot([a, a], [b, b]));
  const above = code.add(code.add(covariance, covariance), c2);
  const [lightA, lightB] = [code.add(a, code.scalar(0)), code.add(b, code.scalar(1))];
  const product = code.multiply(lightA, lightB);
  const contrast = code.divide(above, code.add(variances, c2));
  const light = code.divide(
    code.add(code.add(product, product), c1),
    code.add(code.dot([lightA, lightA], [lightB, lightB]), c1),
  );
  const whole = code.multiply(contrast, light);
  code.write(4, whole);
  code.sum(0, whole);
  code.sum(1, contrast);
  return code.module();
}

import { expect, it } from 'vitest';
import { pictureLoss, type UnitPicture } from './pictureLoss';
import { sameEnergy } from './sameEnergy';

const [width, height] = [40, 30];
const picture: UnitPicture = {
  width,
  height,
  channels: 1,
  data: Float64Array.from({ length: width * height }, (_, at) => 0.3 + 0.25 * Math.sin(at % 7) ** 3),
};

it('is equally wrong in three ways, and SSIM tells them apart', () => {
  const { meanSquaredError, blur, noise, shift } = sameEnergy(picture, 2, 1);
  expect(meanSquaredError).toBeGreaterThan(1e-4);
  for (const spoiled of [blur, noise, shift])
    expect(pictureLoss('mse', spoiled, picture).value).toBeCloseTo(meanSquaredError, 6);
  const [soft, grainy, light] = [blur, noise, shift].map(
    (spoiled) => 1 - pictureLoss('ssim', spoiled, picture).value,
  );
  expect(light).toBeGreaterThan(grainy ?? 1);
  expect(grainy).toBeGreaterThan(soft ?? 1);
});

it('leaves a flat picture as it is', () => {
  const flat = { ...picture, data: picture.data.map(() => 0.5) };
  const { meanSquaredError, noise, shift } = sameEnergy(flat, 2, 1);
  expect(meanSquaredError).toBeCloseTo(0, 12);
  for (const spoiled of [noise, shift]) expect(pictureLoss('mse', spoiled, flat).value).toBeCloseTo(0, 10);
});

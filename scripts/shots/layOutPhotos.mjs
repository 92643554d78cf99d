// Lays out the folders of photos that the pictures of the app show.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../system.mjs';

const samples = join(root, 'assets', 'samples');

/** Photos in a person's folder: some single ones, one that is not a photo, one cut short, and a pair with ground truth. */
export function layOutPhotos(home) {
  const walk = join(home, 'Pictures', 'Night walk');
  const pairs = join(home, 'Pictures', 'Pairs');
  for (const folder of [walk, pairs, join(home, 'Pictures', 'Well lit')]) mkdirSync(folder);
  const at = (name) => join(walk, name);
  for (const name of ['street.jpg', 'landscape.jpg', 'animal.jpg', 'room.jpg'])
    copyFileSync(join(samples, name), at(name));
  copyFileSync(join(samples, 'room.jpg'), join(pairs, 'room.jpg'));
  copyFileSync(join(samples, 'truth', 'street.jpg'), join(home, 'Pictures', 'Well lit', 'street.jpg'));
  writeFileSync(at('broken.jpg'), 'This was a photo once.');
  const whole = readFileSync(join(samples, 'landscape.jpg'));
  writeFileSync(at('cut.jpg'), whole.subarray(0, 0.7 * whole.length));
  return {
    street: at('street.jpg'),
    others: ['landscape.jpg', 'room.jpg', 'animal.jpg', 'broken.jpg'].map(at),
    cut: at('cut.jpg'),
    truth: join(home, 'Pictures', 'Well lit', 'street.jpg'),
    shoot: layOutShoot(home),
  };
}

/** A folder as a camera leaves it. The photos are parts of the samples. */
function layOutShoot(home) {
  const shoot = join(home, 'Pictures', 'Harbour');
  mkdirSync(shoot);
  const names = ['street.jpg', 'landscape.jpg', 'animal.jpg', 'room.jpg'];
  for (let index = 0; index < 20; index += 1)
    copyFileSync(join(samples, names[(index * 3) % 4]), join(shoot, `IMG_${2101 + index}.jpg`));
  return shoot;
}

import type { Crop } from '@contract';
import { PictureCanvas } from '../../../../ui/PictureCanvas';
import { shown } from '../../../figure/number';
import type { RunView } from '../training/state';
import css from './Figure.module.css';
import { shownLooks } from './LossPlot';

type Shown = { readonly name: string; readonly picture: Crop | null; readonly psnr: number | null };

/** The held-out crop: dark, on the way, now, and as it should be. */
export function Crops({ run }: { run: RunView | null }) {
  return (
    <div className={css['crops']}>
      {picturesOf(run).map(({ name, picture, psnr }, at) => (
        <figure key={at} className={css['crop']} data-now={name === 'Now'}>
          {picture === null ? (
            <div className={css['blank']} />
          ) : (
            <PictureCanvas picture={picture} label={`The crop: ${name.toLowerCase()}`} />
          )}
          <figcaption>
            {name}
            <span>{psnr === null ? '–' : `${shown(psnr, 1)} dB`}</span>
          </figcaption>
        </figure>
      ))}
    </div>
  );
}

function picturesOf(run: RunView | null): Shown[] {
  const none = { picture: null, psnr: null };
  const looks = [run?.looks[0], ...shownLooks(run)].slice(0, 3);
  const onTheWay = Array.from({ length: 3 }, (_, at): Shown => {
    const look = looks[at];
    return look === undefined
      ? { name: 'Later', ...none }
      : { name: `Step ${look.step}`, picture: look.picture, psnr: look.psnr };
  });
  return [
    { name: 'Dark', picture: run?.dark ?? null, psnr: run?.darkPsnr ?? null },
    ...onTheWay,
    { name: 'Now', picture: run?.now.picture ?? null, psnr: run?.now.psnr ?? null },
    { name: 'Truth', picture: run?.truth ?? null, psnr: null },
  ];
}

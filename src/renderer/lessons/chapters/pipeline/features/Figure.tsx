import { Card } from '../../../figure/Card';
import { MapGrid } from '../../../figure/inside/MapGrid';
import { Trouble } from '../../../figure/inside/Trouble';
import { SeedButton } from '../../../figure/SeedButton';
import { filtersShown, useFeatures, values } from './features';
import css from './Figure.module.css';
import { Kernels } from './Kernels';

/** Learned filters beside random ones, and what each makes of the photo. */
export function Figure() {
  const { seed, filter } = values.useValues();
  const { answer, note, kernels, maps, random, isWaiting } = useFeatures();
  const choose = (chosen: number): void => {
    values.set({ filter: chosen });
  };
  return (
    <div className={css['figure']} data-waiting={isWaiting ? true : undefined}>
      <Card title="Learned: the first layer as shipped" note={note}>
        <Kernels
          kernels={kernels?.kernels ?? null}
          columns={kernels?.columns ?? 3}
          chosen={filter}
          onChoose={choose}
        />
        <MapGrid
          maps={maps.value}
          count={filtersShown}
          isWaiting={maps.isWaiting}
          chosen={filter}
          onChoose={choose}
          className={css['maps']}
        />
        <Trouble error={answer.error} />
      </Card>
      <Card title="Random: as a network begins" note={`He et al. 2015, seed ${seed}`}>
        <Kernels
          kernels={random?.kernels ?? null}
          columns={kernels?.columns ?? 3}
          chosen={filter}
          onChoose={choose}
        />
        <MapGrid
          maps={random?.maps ?? null}
          count={filtersShown}
          chosen={filter}
          onChoose={choose}
          className={css['maps']}
        />
        <div>
          <SeedButton
            seed={seed}
            onChange={(next) => {
              values.set({ seed: next });
            }}
          >
            Other random weights
          </SeedButton>
        </div>
      </Card>
    </div>
  );
}

import { Segmented } from '../../../../ui/Segmented';
import { activationLabels } from '../../../figure/activationLabels';
import { Card } from '../../../figure/Card';
import { LayerPlot, type LayerLine } from '../../../figure/LayerPlot';
import { sizeText } from '../../../figure/layerSizes';
import { shown } from '../../../figure/number';
import { SeedButton } from '../../../figure/SeedButton';
import { activationChoices } from '../spread/spread';
import css from './Figure.module.css';
import { schemeNames, through, useFanIn, values, type SchemeRow } from './fanIn';

const activations = activationChoices.map((value) => ({ value, label: activationLabels[value] }));
const forms = [
  { value: 'Normal', label: 'Normal' },
  { value: 'Uniform', label: 'Uniform' },
] as const;

type Now = NonNullable<ReturnType<typeof useFanIn>>;

function linesOf(now: Now | null, part: 'outputs' | 'gradients'): readonly LayerLine[] {
  if (now === null) return [];
  const line = (row: SchemeRow | undefined, tone: LayerLine['tone']): readonly LayerLine[] => {
    if (row === undefined) return [];
    const measured = { tone, label: row.name, sizes: row.sizes[part] };
    if (row.expected === null) return [measured];
    return [measured, { tone, label: 'theory', isDashed: true, sizes: row.expected[part] }];
  };
  return [...line(now.xavier, 'other'), ...line(now.he, 'main'), ...line(now.extra, 'bad')];
}

/** Xavier and He side by side, by layer, and all of their weights’ statistics. */
export function Figure() {
  const now = useFanIn();
  return (
    <div className={css['figure']} data-waiting={now === null ? true : undefined}>
      <Card title="The signal, layer by layer" note="root mean square">
        <LayerPlot
          lines={linesOf(now, 'outputs')}
          range={[1e-4, 1e4]}
          yLabel="size of the outputs"
          label="Size of the outputs by layer"
        />
      </Card>
      <Card title="The gradient, on its way back" note="relative to the last layer">
        <LayerPlot
          lines={linesOf(now, 'gradients')}
          range={[1e-6, 1e4]}
          yLabel="size of the gradients"
          label="Size of the gradients by layer"
        />
      </Card>
      <Table now={now} />
    </div>
  );
}

const formulas: Readonly<Record<string, string>> = {
  'Xavier normal': 'σ = √(2 / (fan in + fan out))',
  'Xavier uniform': '±√(6 / (fan in + fan out))',
  'He normal': 'σ = √(2 / fan in)',
  'He uniform': '±√(6 / fan in)',
  'Xavier uniform, as printed': '−√(6 / fan in) to +√(6 / fan out)',
  'Random uniform, as printed': '±√(σ / (fan in + fan out)), σ = 1',
};

function Table({ now }: { now: Now | null }) {
  const { activation, form, seed } = values.useValues();
  const rows = now?.rows ?? [];
  return (
    <Card
      className={css['wide']}
      title="Weights of a layer with fan in 96 and fan out 32"
      note={`seed ${seed}`}
    >
      <div className={css['row']}>
        <Segmented
          label="Activation"
          options={activations}
          value={activation}
          onChange={(value) => {
            values.set({ activation: value });
          }}
        />
        <Segmented
          label="Drawn in the plots"
          options={forms}
          value={form}
          onChange={(value) => {
            values.set({ form: value });
          }}
        />
        <SeedButton
          seed={seed}
          onChange={(next) => {
            values.set({ seed: next });
          }}
        >
          Other weights
        </SeedButton>
      </div>
      <table className={css['table']}>
        <thead>
          <tr>
            <th scope="col">Start</th>
            <th scope="col">Formula</th>
            <th scope="col">Deviation in theory</th>
            <th scope="col">Measured</th>
            <th scope="col">Mean</th>
            <th scope="col">Signal, last / first</th>
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: Math.max(schemeNames.length, rows.length) }, (_, at) => (
            <Row key={at} row={rows[at]} />
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function Row({ row }: { row: SchemeRow | undefined }) {
  if (row === undefined)
    return (
      <tr>
        <th scope="row">–</th>
        <td colSpan={5}>–</td>
      </tr>
    );
  return (
    <tr>
      <th scope="row">{row.name}</th>
      <td>{formulas[row.name]}</td>
      <td>{row.theory === null ? 'not symmetric' : shown(row.theory, 4)}</td>
      <td>{shown(row.deviation, 4)}</td>
      <td>{shown(row.mean, 4)}</td>
      <td>{sizeText(through(row))}</td>
    </tr>
  );
}

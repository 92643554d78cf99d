import { networks, parameterCount, type Layer, type Network } from '@core';
import { Segmented } from '../../../../ui/Segmented';
import { Card } from '../../../figure/Card';
import {
  channelsOf,
  counted,
  layerInWords,
  parametersIn,
  placed,
  rowsOf,
  sourcesOf,
  useChosen,
  useShownNetwork,
  values,
  type Placed,
} from './parts';
import css from './Figure.module.css';

const options = [
  { value: 'notes', label: 'Lecture notes' },
  { value: 'small', label: 'Small' },
] as const;

/** A network as a graph, and as a table with what each layer learns. Both come from the builder of the trainer. */
export function Figure() {
  const { network: id } = values.useValues();
  const network = useShownNetwork();
  const chosen = useChosen(network);
  return (
    <div className={css['figure']}>
      <Card
        title="The layers, from the photo to the result"
        note={`${counted(parameterCount(network))} numbers to learn`}
      >
        <div className={css['choice']}>
          <Segmented
            label="Network"
            options={options}
            value={id}
            onChange={(next) => {
              values.set({ network: next, layer: networks[next].layers[0]?.name ?? '' });
            }}
          />
          <span>{chosen === undefined ? '' : layerInWords(network, chosen)}</span>
        </div>
        <Graph network={network} chosen={chosen} />
      </Card>
      <Card title="The same as a table">
        <Table network={network} chosen={chosen} />
      </Card>
    </div>
  );
}

const box = { width: 66, height: 40 };
const step = { x: 84, y: 54 };

type Shown = { network: Network; chosen: Layer | undefined };

function Graph({ network, chosen }: Shown) {
  const all = placed(network);
  const { rows, middle } = rowsOf(network);
  const columns = Math.max(...all.map(({ column }) => column)) + 1;
  const centre = ({ column, row }: Pick<Placed, 'column' | 'row'>): [number, number] => [
    column * step.x + step.x / 2,
    row * step.y + step.y / 2,
  ];
  const places = new Map(all.map((one) => [one.layer.name, centre(one)]));
  places.set('input', centre({ column: 0, row: middle }));
  return (
    <svg
      className={css['graph']}
      viewBox={`0 0 ${columns * step.x} ${rows * step.y}`}
      role="img"
      aria-label="The network’s layers and what each takes"
    >
      {all.flatMap(({ layer }) =>
        sourcesOf(layer).map((source) => (
          <path
            key={`${source} ${layer.name}`}
            className={css['edge']}
            data-chosen={chosen === layer || chosen?.name === source}
            d={edge(places.get(source), places.get(layer.name))}
          />
        )),
      )}
      <Node at={places.get('input')} name="photo" note="3" kind="sum" isChosen={false} />
      {all.map(({ layer }) => (
        <Node
          key={layer.name}
          at={places.get(layer.name)}
          name={layer.name}
          note={
            layer.kind === 'sum'
              ? `+ ${channelsOf(network, layer)}`
              : `${layer.kernel}×${layer.kernel}, ${layer.outputs}`
          }
          kind={layer.kind}
          isChosen={layer === chosen}
        />
      ))}
    </svg>
  );
}

function edge(from: [number, number] = [0, 0], to: [number, number] = [0, 0]): string {
  const [x1, x2] = [from[0] + box.width / 2, to[0] - box.width / 2];
  const middle = (x1 + x2) / 2;
  return `M${x1} ${from[1]}C${middle} ${from[1]} ${middle} ${to[1]} ${x2} ${to[1]}`;
}

type NodeProps = {
  at: [number, number] | undefined;
  name: string;
  note: string;
  kind: string;
  isChosen: boolean;
};

function Node({ at: [x, y] = [0, 0], name, note, kind, isChosen }: NodeProps) {
  return (
    <g className={css['node']} data-kind={kind} data-chosen={isChosen}>
      <rect x={x - box.width / 2} y={y - box.height / 2} width={box.width} height={box.height} rx={6} />
      <text x={x} y={y - 3}>
        {name}
      </text>
      <text className={css['small']} x={x} y={y + 12}>
        {note}
      </text>
    </g>
  );
}

function Table({ network, chosen }: Shown) {
  return (
    <div className={css['scroll']} tabIndex={0} role="region" aria-label="Table of the layers">
      <table className={css['table']}>
        <thead>
          <tr>
            <th scope="col">Layer</th>
            <th scope="col">takes</th>
            <th scope="col">does</th>
            <th scope="col">channels</th>
            <th scope="col">learns</th>
          </tr>
        </thead>
        <tbody>
          {network.layers.map((layer) => (
            <tr key={layer.name} data-chosen={layer === chosen}>
              <th scope="row">
                <button
                  type="button"
                  className={css['pick']}
                  aria-pressed={layer === chosen}
                  onClick={() => {
                    values.set({ layer: layer.name });
                  }}
                >
                  {layer.name}
                </button>
              </th>
              <td>{sourcesOf(layer).join(' + ').replace('input', 'photo')}</td>
              <td>
                {layer.kind === 'sum' ? 'adds' : `convolves ${layer.kernel} × ${layer.kernel}, then ReLU`}
              </td>
              <td>{channelsOf(network, layer)}</td>
              <td>{counted(parametersIn(layer))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

import { Card } from '../../../figure/Card';
import { shown } from '../../../figure/number';
import { PhotoPoint } from '../../../figure/PhotoPoint';
import css from './OnePixel.module.css';
import { pictureSize, values, type Losses, type Pair } from './losses';

const channels = ['Red', 'Green', 'Blue'] as const;

/** One pixel of the photo: what was predicted, what was wanted, and what the loss makes of it. */
export function OnePixel({ pair, losses }: { pair: Pair | null; losses: Losses | null }) {
  const { x, y, loss } = values.useValues();
  const chosen = losses?.[loss] ?? null;
  const rows = channels.map((channel, index) => {
    const { width, height } = pair?.target ?? { width: 1, height: 1 };
    const at = 3 * (Math.round(y * (height - 1)) * width + Math.round(x * (width - 1))) + index;
    const [own, wanted] = [pair?.prediction.data[at], pair?.target.data[at]];
    const count = pair?.target.data.length ?? 1;
    return {
      channel,
      own,
      wanted,
      apart: own === undefined || wanted === undefined ? undefined : own - wanted,
      loss: chosen?.each[at],
      slope: chosen === null ? undefined : (chosen.gradient[at] ?? 0) * count,
    };
  });
  return (
    <Card title="One pixel" note="arrows move it">
      <div className={css['parts']}>
        <PhotoPoint
          size={pictureSize}
          x={x}
          y={y}
          onMove={(across, down) => {
            values.set({ x: across, y: down });
          }}
        />
        <table className={css['table']}>
          <thead>
            <tr>
              <td />
              <th scope="col">predicted</th>
              <th scope="col">wanted</th>
              <th scope="col">apart</th>
              <th scope="col">loss</th>
              <th scope="col">gradient × n</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.channel}>
                <th scope="row">{row.channel}</th>
                <td>{told(row.own)}</td>
                <td>{told(row.wanted)}</td>
                <td>{told(row.apart)}</td>
                <td>{told(row.loss, 4)}</td>
                <td>{told(row.slope, 4)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function told(value: number | undefined, decimals = 3): string {
  return value === undefined ? '–' : shown(value, decimals);
}

import css from './CheckTable.module.css';
import { values, type OneStep } from './oneStep';
import { knownAfter } from './stages';
import { figure, parametersOf } from './told';

/** The nine parameters: value, gradient by the chain rule, gradient by two runs of the network, and the value after the update. */
export function CheckTable({ one }: { one: OneStep }) {
  const { stage } = values.useValues();
  const known = knownAfter(stage);
  return (
    <table className={css['table']}>
      <thead>
        <tr>
          <th scope="col">weight</th>
          <th scope="col">value</th>
          <th scope="col">chain rule</th>
          <th scope="col">small push</th>
          <th scope="col">agree</th>
          <th scope="col">after</th>
        </tr>
      </thead>
      <tbody>
        {parametersOf(one.step).map(({ name, value, gradient, check, agrees, after }, at) => {
          const isKnown = known.parameters.has(at);
          return (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{figure(value)}</td>
              <td>{isKnown ? precise(gradient) : '–'}</td>
              <td>{isKnown ? precise(check) : '–'}</td>
              <td className={css['verdict']} data-agrees={isKnown ? agrees : undefined}>
                {isKnown ? (agrees ? '✓ yes' : '✗ no') : '–'}
              </td>
              <td>{known.isUpdated ? figure(after) : '–'}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Enough decimals to see an agreement to a millionth. */
function precise(value: number): string {
  return Math.abs(value) < 1000 ? value.toFixed(7).replace('-', '−') : figure(value);
}

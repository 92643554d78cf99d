import { useStore } from 'zustand';
import { fill } from '../../../text/en';
import { speedLabel } from '../../../text/format';
import { evaluateText } from '../../../text/evaluate';
import { showOnly } from '../actions/choose';
import { columnLabel, figure } from '../figures';
import { useDerived } from '../state/derived';
import { evaluate } from '../state/evaluate';
import { columnsOf, scoreOf, type Candidate, type Outcome } from '../state/rows';
import { AxisEnds, Dots } from './Dots';
import css from './Medians.module.css';
import { axisOf } from './axis';
import { medianOf } from '@core';

const words = evaluateText.medians;

/** The median of each model, and how its figures spread. */
export function Medians() {
  const { candidates, rows, shown } = useDerived();
  const { outcomes, exposure } = useStore(evaluate);
  const [first = 'psnr'] = columnsOf[exposure];
  const outcomesOf = (candidate: Candidate): (Outcome | undefined)[] =>
    rows.filter((row) => row.candidate === candidate).map(({ key }) => outcomes[key]);
  const valuesOf = (list: readonly (Outcome | undefined)[], id: typeof first): number[] =>
    list.flatMap((outcome) => scoreOf(outcome, id) ?? []);
  const axis = axisOf(
    valuesOf(
      rows.map(({ key }) => outcomes[key]),
      first,
    ),
  );
  const marked = shown && scoreOf(outcomes[shown.key], first);
  return (
    <table className={css['medians']}>
      <thead>
        <tr>
          <th scope="col">{words.title}</th>
          <th scope="col">{fill(words.spread, { metric: columnLabel(first) })}</th>
          {columnsOf[exposure].map((id) => (
            <th key={id} scope="col">
              {columnLabel(id)}
            </th>
          ))}
          <th scope="col">{words.speed}</th>
        </tr>
      </thead>
      <tbody>
        {candidates.map((candidate) => {
          const own = outcomesOf(candidate);
          return (
            <tr key={candidate.id} data-shown={candidate.id === shown?.candidate.id}>
              <th scope="row">
                <OnlyButton candidate={candidate} />
              </th>
              <td className={css['dots']}>
                <Dots
                  id={first}
                  model={candidate.label}
                  values={valuesOf(own, first)}
                  axis={axis}
                  marked={candidate.id === shown?.candidate.id ? (marked ?? null) : null}
                />
              </td>
              {columnsOf[exposure].map((id) => (
                <td key={id}>{figure(medianOf(valuesOf(own, id)) ?? undefined, id)}</td>
              ))}
              <td className={css['speed']}>{speedOf(own)}</td>
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr>
          <td />
          <td className={css['dots']}>{axis !== null && <AxisEnds axis={axis} id={first} />}</td>
        </tr>
      </tfoot>
    </table>
  );
}

function OnlyButton({ candidate: { id, label } }: { candidate: Candidate }) {
  const only = useStore(evaluate, (state) => state.only);
  return (
    <button
      type="button"
      className={css['only']}
      aria-pressed={only === id}
      title={fill(words.only, { model: label })}
      onClick={() => {
        showOnly(id);
      }}
    >
      {label}
    </button>
  );
}

/** Megapixels a second of the network alone. Nothing where none ran. */
function speedOf(outcomes: readonly (Outcome | undefined)[]): string {
  const speeds = outcomes.flatMap((outcome) => {
    if (outcome === undefined || 'error' in outcome || outcome.result.provider === null) return [];
    const { width, height, ms } = outcome.result;
    return ms === null || ms === 0 ? [] : [(width * height) / 1000 / ms];
  });
  const median = medianOf(speeds);
  return median === null ? evaluateText.missing : speedLabel(median).replace(/ .*/, '');
}

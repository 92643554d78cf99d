import { magma } from '@core';
import { useStore } from 'zustand';
import { fill } from '../../../text/en';
import { evaluateText } from '../../../text/evaluate';
import { Segmented } from '../../../ui/Segmented';
import { evaluate, setEvaluate } from '../state/evaluate';
import css from './Legend.module.css';

const kinds = (['absolute', 'ssim', 'deltaE', 'flip'] as const).map((value) => ({
  value,
  label: evaluateText.kinds[value],
}));

const stops = Array.from({ length: 17 }, (_, at) => `rgb(${magma(at / 16).join(' ')})`).join(', ');

/** Which errors are drawn, and what the colours stand for. The scale is the same for all pictures. */
export function Legend() {
  const kind = useStore(evaluate, (state) => state.kind);
  const [from, to] = evaluateText.legends[kind];
  return (
    <div className={css['legend']}>
      <div
        className={css['colours']}
        role="img"
        aria-label={fill(evaluateText.legend, { from, to })}
        style={{ backgroundImage: `linear-gradient(to right, ${stops})` }}
      />
      <div className={css['ends']} aria-hidden="true">
        <span>{from}</span>
        <span>{to}</span>
      </div>
      <Segmented
        label={evaluateText.kind}
        options={kinds}
        value={kind}
        onChange={(next) => {
          setEvaluate({ kind: next });
        }}
      />
    </div>
  );
}

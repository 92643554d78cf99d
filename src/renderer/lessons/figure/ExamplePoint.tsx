import type { Example } from '@core';
import css from './ExamplePoint.module.css';
import { useScales } from './Plot';

export type ExamplePointProps = {
  example: Example;
  isWrong: boolean;
  /** Of the drawing's units. */
  radius?: number;
};

/** On: a filled circle. Off: a ring. Wrong: a cross besides, so that no colour is needed. */
export function ExamplePoint({ example, isWrong, radius = 6 }: ExamplePointProps) {
  const { x, y } = useScales();
  const [across, up] = [x(example.x), y(example.y)];
  const arm = radius * 1.5;
  return (
    <g className={css['point']} data-on={example.isOn}>
      <circle cx={across} cy={up} r={radius} />
      {isWrong && (
        <path
          d={`M ${across - arm} ${up - arm} l ${2 * arm} ${2 * arm} m 0 ${-2 * arm} l ${-2 * arm} ${2 * arm}`}
        />
      )}
    </g>
  );
}

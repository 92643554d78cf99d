import { batchText } from '../../../text/batch';
import { fill } from '../../../text/en';
import { darkBins, type Darkness } from '../state/measured';
import css from './DarkChoice.module.css';

const height = 100;

/** How many photos are how bright, with the threshold. The square root keeps a few photos visible beside hundreds. */
export function DarkHistogram({ darkness, threshold }: { darkness: Darkness; threshold: number }) {
  const { bins, dark, bright } = darkness;
  const most = Math.max(1, ...bins);
  const at = threshold * darkBins;
  return (
    <svg
      className={css['histogram']}
      viewBox={`0 0 ${darkBins} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={fill(batchText.sheet.histogram, { dark, bright })}
    >
      {bins.map((count, bin) => {
        const tall = count === 0 ? 0 : Math.max(4, height * 0.94 * Math.sqrt(count / most));
        return (
          <rect
            // The columns never change places.
            key={bin}
            className={css['bar']}
            data-dark={bin + 0.5 <= at}
            x={bin + 0.1}
            y={height - tall}
            width={0.8}
            height={tall}
          />
        );
      })}
      <line className={css['line']} x1={at} x2={at} y1={0} y2={height} />
    </svg>
  );
}

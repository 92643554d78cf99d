import css from './Histogram.module.css';
import type { Histograms } from './histogramOf';
import { areaPath, histogramHeights, histogramPoints, linePath } from './histogramPaths';

export type HistogramProps = { histograms: Histograms | null; title: string };

/** Luma of the photo (filled) and of its result (line). */
export function Histogram({ histograms, title }: HistogramProps) {
  return (
    <figure className={css['histogram']}>
      <figcaption className={css['title']}>{title}</figcaption>
      <svg
        className={css['plot']}
        viewBox={`0 0 ${histogramPoints - 1} 100`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {histograms && <Curves {...histograms} />}
      </svg>
    </figure>
  );
}

function Curves({ before, after }: Histograms) {
  const others = after ? [after] : [];
  return (
    <>
      <path className={css['before']} d={areaPath(histogramHeights(before, others))} />
      {after && <path className={css['after']} d={linePath(histogramHeights(after, [before]))} />}
    </>
  );
}

import css from './Histogram.module.css';
import type { Histograms } from './histogramOf';
import { areaPath, histogramHeights, histogramPoints, linePath } from './histogramPaths';

export type HistogramText = {
  title: string;
  /** Shares of pixels, 0 to 1, that are clipped to black and to white, in the result or, before there is one, in the photo. */
  clipped(share: { black: number; white: number }): string;
};

export type HistogramProps = { histograms: Histograms | null; text: HistogramText };

/** Luma of the photo (filled) and of its result (line). The clipped share is shown beside the title. */
export function Histogram({ histograms, text }: HistogramProps) {
  const clipped = histograms && text.clipped((histograms.after ?? histograms.before).clipped);
  return (
    <figure className={css['histogram']}>
      <figcaption className={css['head']}>
        <span className={css['title']}>{text.title}</span>
        <span className={css['clipped']}>{clipped}</span>
      </figcaption>
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

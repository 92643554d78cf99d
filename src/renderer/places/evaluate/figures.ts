import type { MetricId } from '@contract';
import { metricRow } from '@core';
import { evaluateText } from '../../text/evaluate';
import { columnsOf, scoreOf, type Exposure, type Outcome } from './state/rows';

/** A score in a table, where the head has its name and unit. */
export function figure(value: number | undefined, id: MetricId): string {
  if (value === undefined) return evaluateText.missing;
  return value === Infinity ? '∞' : value.toFixed(metricRow(id).digits);
}

/** The name of a column. */
export function columnLabel(id: MetricId): string {
  const { label } = metricRow(id);
  return id === 'deltaE' ? 'ΔE2000' : label;
}

/** The scores of a picture in a line: '19.1 dB · SSIM 0.87 · ΔE 12.3'. Empty where nothing is measured. */
export function scoreLine(outcome: Outcome | undefined, exposure: Exposure): string {
  const parts = columnsOf[exposure].flatMap((id) => {
    const value = scoreOf(outcome, id);
    if (value === undefined) return [];
    const { unit, label } = metricRow(id);
    const [name] = label.split(',');
    return [unit === 'dB' ? `${figure(value, id)} dB` : `${unit ?? name ?? ''} ${figure(value, id)}`];
  });
  return parts.slice(0, 3).join(' · ');
}

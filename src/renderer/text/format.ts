import type { PhotoEntry, PhotoSummary, Provider, Score } from '@contract';
import { metricTable } from '@core';
import { fill, text } from './en';

/** A number with a true minus sign and an optional plus sign. */
export function signed(value: number, digits = 0, plus = false): string {
  const rounded = Number(value.toFixed(digits));
  const figure = Math.abs(rounded).toFixed(digits);
  if (rounded < 0) return `−${figure}`;
  return plus && rounded > 0 ? `+${figure}` : figure;
}

export function percent(value: number): string {
  return `${Math.round(value * 100)} %`;
}

const momentFormat = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** A date and a time: 'Jan 31, 2026, 12:00 PM'. @param at ISO 8601 */
export function moment(at: string): string {
  return momentFormat.format(new Date(at));
}

/** A share of pixels, where the smallest above zero must not read as none: '12 %', '7.2 %', '< 0.1 %', '0 %'. */
export function pixelShare(value: number): string {
  const percent = value * 100;
  if (percent === 0) return '0 %';
  if (percent < 0.1) return '< 0.1 %';
  // What is not all must not read as all.
  if (percent > 99.9 && percent < 100) return '> 99.9 %';
  return `${percent < 9.95 ? percent.toFixed(1) : Math.round(percent)} %`;
}

/** Scale of the view: whole per cent from ten upwards, one decimal below. */
export function scaleLabel(scale: number): string {
  const value = scale * 100;
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} %`;
}

export function megapixels({ width, height }: Pick<PhotoSummary, 'width' | 'height'>): string {
  const value = (width * height) / 1e6;
  return `${value < 0.1 ? value.toFixed(2) : value.toFixed(1)} MP`;
}

/** Two significant digits: 12 MP/s, 1.3 MP/s, 0.16 MP/s; nothing where that would be no more than noise. */
export function speedLabel(megapixelsPerSecond: number): string {
  if (megapixelsPerSecond < 0.095) return '';
  const digits = megapixelsPerSecond < 0.995 ? 2 : megapixelsPerSecond < 9.95 ? 1 : 0;
  return fill(text.panel.speed, { speed: megapixelsPerSecond.toFixed(digits) });
}

/** 1/15 s, 0.4 s, 30 s. */
export function shutter(seconds: number): string {
  if (seconds >= 0.3) return `${Number(seconds.toFixed(1))} s`;
  return `1/${Math.round(1 / seconds)} s`;
}

export function duration(ms: number): string {
  if (ms < 950) return `${Math.max(10, Math.round(ms / 10) * 10)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** A time that is only estimated: whole seconds, from a minute and a half on half minutes, from ten minutes on whole ones. */
export function roughTime(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = seconds / 60;
  // A whole minute would be a fifth of two and a half.
  return `${minutes < 10 ? Math.round(2 * minutes) / 2 : Math.round(minutes)} min`;
}

/** The camera's data, in the order of the top bar. */
export function shotLine(entry: PhotoEntry): string {
  const { summary } = entry;
  if (summary === undefined) return '';
  const { exposure } = summary;
  return [
    megapixels(summary),
    exposure.shutter === undefined ? '' : shutter(exposure.shutter),
    exposure.aperture === undefined ? '' : `f/${Number(exposure.aperture.toFixed(1))}`,
    exposure.iso === undefined ? '' : `ISO ${Math.round(exposure.iso)}`,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

export function providerName(provider: Provider): string {
  return text.providers[provider];
}

/** A readable score. With a unit the number stands alone, without one it gets the metric's name. */
export function scoreLabel({ id, value, unit }: Score): string {
  const metric = metricTable.find((row) => row.id === id);
  const figure = value === null ? '∞' : value.toFixed(metric?.digits ?? 2);
  return unit === null ? `${metric?.label ?? id} ${figure}` : `${figure} ${unit}`;
}

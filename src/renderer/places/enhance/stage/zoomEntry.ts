/** A typed zoom as a scale: '150', '150 %' and '1,5' (per cent) are read; null for what is no positive number. */
export function parseZoom(typed: string): number | null {
  const value = Number(typed.replace('%', '').replace(',', '.').trim());
  return Number.isFinite(value) && value > 0 ? value / 100 : null;
}

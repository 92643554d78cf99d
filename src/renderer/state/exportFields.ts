import type { ExportChoices, OutputFormat } from '@contract';

/** The options of a format. The rest of the sheet is the same for all formats. */
export const formatTraits: Readonly<Record<OutputFormat, { hasQuality: boolean; has16Bits: boolean }>> = {
  jpeg: { hasQuality: true, has16Bits: false },
  png: { hasQuality: false, has16Bits: true },
  tiff: { hasQuality: false, has16Bits: true },
  webp: { hasQuality: true, has16Bits: false },
  avif: { hasQuality: true, has16Bits: false },
};

/** The choices with one changed. `undefined` removes it. Options that the new format lacks are removed too. */
export function changeChoices(
  choices: ExportChoices,
  patch: { [K in keyof ExportChoices]?: ExportChoices[K] | undefined },
): ExportChoices {
  const merged = { ...choices, ...patch };
  const traits = merged.format === undefined || merged.format === 'same' ? null : formatTraits[merged.format];
  const gone = (key: string, value: unknown): boolean =>
    value === undefined ||
    (key === 'quality' && traits?.hasQuality === false) ||
    (key === 'bitDepth' && traits?.has16Bits === false);
  return cleaned(merged, gone);
}

function cleaned(
  merged: { [K in keyof ExportChoices]?: ExportChoices[K] | undefined },
  gone: (key: string, value: unknown) => boolean,
): ExportChoices {
  const {
    format = 'same',
    metadata = 'all',
    nameTemplate = '{name}-candela',
    onConflict = 'number',
  } = merged;
  const { quality, bitDepth, longEdge } = merged;
  return {
    format,
    metadata,
    nameTemplate,
    onConflict,
    ...(quality === undefined || gone('quality', quality) ? {} : { quality }),
    ...(bitDepth === undefined || gone('bitDepth', bitDepth) ? {} : { bitDepth }),
    ...(longEdge === undefined ? {} : { longEdge }),
  };
}

/** A typed long edge, or null if the engine does not accept it. */
export function parseLongEdge(typed: string): number | null {
  const value = Number(typed.trim());
  return Number.isInteger(value) && value >= 16 && value <= 65535 ? value : null;
}

import { defaultNameTemplate, formats, LongEdge, type ExportChoices, type OutputFormat } from '@contract';

/** What can be chosen for a format; the rest of the sheet is the same for all. */
export function formatTraits(format: OutputFormat): { hasQuality: boolean; has16Bits: boolean } {
  const { quality, maxBits } = formats[format].written;
  return { hasQuality: quality !== null, has16Bits: maxBits === 16 };
}

/** The choices with one changed. `undefined` removes it. Options that the new format lacks are removed too. */
export function changeChoices(
  choices: ExportChoices,
  patch: { [K in keyof ExportChoices]?: ExportChoices[K] | undefined },
): ExportChoices {
  const merged = { ...choices, ...patch };
  const traits = merged.format === undefined || merged.format === 'same' ? null : formatTraits(merged.format);
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
    nameTemplate = defaultNameTemplate,
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
  const parsed = LongEdge.safeParse(Number(typed.trim()));
  return parsed.success ? parsed.data : null;
}

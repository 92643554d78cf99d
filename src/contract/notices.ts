import { fillText, type ErrorDetails } from './CandelaError';

/** Notices about a photo that was enhanced in spite of them. */
export const noticeTexts = {
  'photo.firstFrame': 'Only the first of {frames} frames was enhanced.',
  'photo.onePage': 'Page {page} of {pages} was enhanced; another can be chosen (--page).',
  'photo.cmykConverted': 'The colours were converted from CMYK to sRGB.',
  'photo.labConverted': 'The colours were converted from Lab to sRGB.',
  'photo.badProfile': 'The colour profile could not be read; sRGB was assumed.',
  'photo.extension': 'The file is {format} although its name says otherwise.',
  'photo.floatReduced': 'The photo’s floating-point values were read as 16-bit ones.',
  'photo.floatScaled':
    'The floating-point values go up to {most}. They were scaled so that {white} became white.',
  'photo.floatClipped':
    '{share} of the floating-point values are brighter than white (1.0) and were clipped.',
  'photo.floatNegative': '{share} of the floating-point values are negative or no numbers and became black.',
  'photo.channelsDropped':
    'The photo has extra channels, such as a mask or infrared ({count}); they were left out.',
  'photo.metadataUnreadable': 'Some metadata could not be kept: {what}.',
  'photo.sidecarTurned': 'The photo was turned as the sidecar {sidecar} says.',
  'photo.rawPreviewUsed':
    'The photo was made from the camera’s preview ({width} × {height}, 8 bits), because {reason}.',
  'photo.developedBy': '{program} {version} developed the photo with its own defaults.',
  'photo.developedBySidecar': '{program} {version} developed the photo as {sidecar} says.',
  'photo.toneMapped': 'The photo is HDR ({kind}); it was tone-mapped to the normal range.',
  'photo.tooDark':
    'The photo is too dark for a good picture. Levels of brightness that are left in it: {levels}.',
  'output.alphaFlattened':
    '{format} holds no transparency; transparent parts became white. PNG, TIFF, WebP and AVIF keep them.',
  'output.depthReduced':
    '{format} holds 8 bits; the 16-bit values were dithered. PNG and TIFF keep them whole.',
  'output.depthUnheld': '{format} cannot hold 16 bits per sample; the result has {bits}.',
  'output.metadataDropped': '{format} cannot hold {what}; it was left out.',
  'output.gainMapDropped': 'The HDR gain map of the original no longer fits and was left out.',
  'output.embeddedDropped': 'The {what} inside the original no longer fits and was left out.',
  'output.unknownDropped':
    'Data of the camera’s maker or of another program was left out, since it may not fit the new pixels: {what}.',
  'output.geoDropped':
    'The georeferencing (GeoTIFF) was left out, because only an unturned TIFF of the same size can keep it.',
  'output.credentialsDropped':
    'The content credentials (C2PA) of the original vouch for its own pixels and were left out.',
  'output.makerNoteDropped':
    'The maker’s note of the camera may tell where the photo was taken and was left out.',
  'output.developDropped':
    'The develop settings in the original (Lightroom, Camera Raw) would be applied a second time and were left out; the history in the result’s XMP lists them.',
  'output.sidecarUsed': 'The result took from the sidecar {sidecar}: {what}.',
  'output.sidecarDevelop':
    'The develop settings in the sidecar {sidecar} were not applied; the history in the result’s XMP lists them.',
  'output.sidecarUnread': 'The sidecar {sidecar} was left out: {reason}.',
  'output.formatChanged': 'The result is {format}, because {source} files are not written.',
  'output.notReplaced':
    'The file with that name cannot be told to be an unchanged result of Candela, so it was kept; the result is {file}.',
  'output.renamed': 'A file with that name appeared meanwhile; the result is {file}.',
  'session.smallerTile': 'Memory ran short; smaller tiles were used.',
  'network.keptWhole':
    'Weights that are not stored as plain numbers ({count}) cannot be taken apart. Their layers are listed all the same.',
  'network.unknownOperators':
    'Candela does not know these operators, so their layers are not listed: {operators}.',
  'network.nested':
    'What is inside of these operators is not shown, because it may run many times or never: {operators}.',
  'model.eightBits': '{model} works in 8 bits, so the finer steps of this photo were lost.',
  'provider.skipped': '{provider} was not used: {reason}.',
} as const satisfies Record<string, string>;

export type NoticeCode = keyof typeof noticeTexts;

export type Notice = { code: NoticeCode; sentence: string };

/** A notice with its sentence filled in. */
export function notice(code: NoticeCode, details: ErrorDetails = {}): Notice {
  return { code, sentence: fillText(noticeTexts[code], details) };
}

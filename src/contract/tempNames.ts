/** The names of temporary files: a mark of the process that writes the file, then a random part, eight hexadecimal digits each. */
const pattern = /^\.candela-([0-9a-f]{8})[0-9a-f]{8}\.part$/;

/** @param mark eight hexadecimal digits @param random eight more */
export function tempName(mark: string, random: string): string {
  return `.candela-${mark}${random}.part`;
}

/** Whether a name is that of a temporary file of Candela, or of the one process with this mark. */
export function isTempName(name: string, mark?: string): boolean {
  const found = pattern.exec(name)?.[1];
  return found !== undefined && (mark === undefined || mark === found);
}

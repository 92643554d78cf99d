/** What a temporary file belongs to: a run of a journal and the process that writes it, by eight hexadecimal digits each. */
export type TempOwner = { readonly run?: string | undefined; readonly mark?: string | undefined };

/** Run, mark, and a random part. Earlier versions wrote sixteen digits that say nothing. */
const pattern = /^\.candela-([0-9a-f]{8})([0-9a-f]{8})([0-9a-f]{8})?\.part$/;

const noRun = '00000000';

/** @param random eight hexadecimal digits */
export function tempName({ run = noRun, mark }: TempOwner & { mark: string }, random: string): string {
  return `.candela-${run}${mark}${random}.part`;
}

/** Whether a name is that of a temporary file of Candela, and of this owner where one is named. */
export function isTempName(name: string, owner: TempOwner = {}): boolean {
  const [whole, run, mark, random] = pattern.exec(name) ?? [];
  if (whole === undefined) return false;
  const isOurs = (owner.run ?? run) === run && (owner.mark ?? mark) === mark;
  return isOurs && (random !== undefined || (owner.run === undefined && owner.mark === undefined));
}

/** The folder of a process among the system's temporary ones. */
export function tempFolderName(mark: string): string {
  return `candela-${mark}`;
}

/** The file in a folder of that one which holds the number of the program that works there. */
export const programFile = 'pid';

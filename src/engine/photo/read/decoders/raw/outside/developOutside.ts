import { readFile, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  CandelaError,
  notice,
  rawPrograms,
  type Notice,
  type RawDeveloper,
  type RawProgram,
} from '@contract';
import { sharp } from '../../../../codec/codec';
import { inTurnOrAlone } from '../../../../codec/codecTurns';
import { displayP3 } from '../../../../colour/displayP3';
import { tempFolder } from '../../../../write/tempFiles';
import { findProgram } from './findPrograms';
import { homeless } from './homeless';
import { recipes } from './recipes';
import { runProgram } from './runProgram';

type Options = { readonly signal: AbortSignal };
/** Tests wait less. */
type DevelopOptions = Options & { readonly limitMs?: number | undefined };

/** A TIFF of 16 bits in Display P3, which lies in a folder of its own until that is removed. */
export type DevelopedFile = {
  readonly path: string;
  readonly folder: string;
  readonly width: number;
  readonly height: number;
  readonly notice: Notice;
};

/** A hundred megapixels with much noise reduction take some minutes on a slow machine. */
const usualLimitMs = 10 * 60_000;

/** The first bytes of a profile say when and by whom it was made. */
const iccHeader = 128;

/** @throws CandelaError `develop.failed` if the program wrote no picture, or another than it was asked for */
async function assertAsAsked(
  path: string,
  failed: (reason: string) => CandelaError,
): Promise<{ width: number; height: number }> {
  const size = await stat(path).then(
    (info) => info.size,
    () => 0,
  );
  if (size === 0) throw failed('it wrote no picture');
  const meta = await inTurnOrAlone(() => sharp(path).metadata()).catch(() => null);
  if (meta === null) throw failed('the picture that it wrote cannot be read');
  const { format, depth, channels, icc, width, height } = meta;
  const profile = Buffer.from(await displayP3()).subarray(iccHeader);
  const isAsked = format === 'tiff' && depth === 'ushort' && channels === 3;
  if (!isAsked || icc?.subarray(iccHeader).equals(profile) !== true)
    throw failed('its picture is not the 16-bit TIFF in Display P3 that it was asked for');
  return { width, height };
}

/** The program in the version that was chosen. @throws CandelaError `develop.missing`, `develop.otherVersion` */
async function chosen(
  { program, version }: RawDeveloper,
  file: string,
  options: Options,
): Promise<{ path: string }> {
  const { name, command } = rawPrograms[program];
  const found = await findProgram(program, options);
  if (found === null) throw new CandelaError('develop.missing', { program: name, command });
  if (found.version === version) return found;
  const details = { file, program: name, version, found: found.version };
  throw new CandelaError('develop.otherVersion', details);
}

/**
 * Has a program of the person's own develop a raw, in a folder that knows nothing of its other settings. Beside the raw nothing is
 * written. What the program says is not passed on, because it may name paths.
 * @throws CandelaError `develop.missing`, `develop.otherVersion`, `develop.failed`, `develop.tooLong`; the signal's reason when it is
 *   aborted
 */
export async function developOutside(
  file: string,
  developer: RawDeveloper,
  options: DevelopOptions,
): Promise<DevelopedFile> {
  const { path } = await chosen(developer, file, options);
  // The picture outlives what the program keeps.
  const [folder, own] = [await tempFolder(), await tempFolder()];
  try {
    return await developIn({ folder, own }, { file, path, developer }, options);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

/** The file in which the program keeps what a person set for this raw; null: there is none. */
async function sidecarOf(file: string, program: RawProgram): Promise<string | null> {
  const { sidecar, says } = recipes[program];
  const text = await readFile(file + sidecar, 'utf8').catch(() => null);
  return text !== null && says(text) ? file + sidecar : null;
}

type Asked = { readonly file: string; readonly path: string; readonly developer: RawDeveloper };

async function developIn(
  { folder, own }: { folder: string; own: string },
  { file, path, developer }: Asked,
  { signal, limitMs = usualLimitMs }: DevelopOptions,
): Promise<DevelopedFile> {
  const { program, version } = developer;
  const { name } = rawPrograms[program];
  const sidecar = await sidecarOf(file, program);
  const output = join(folder, 'developed.tif');
  const asked = { input: file, output, sidecar, profile: await displayP3(), folder: own };
  const { args, env } = await recipes[program].prepare(asked);
  const command = { path, args, folder: own, env: { ...homeless(own), ...env } };
  const failed = (reason: string): CandelaError =>
    new CandelaError('develop.failed', { program: name, file, reason });
  const ending = await runProgram(command, { signal, limitMs }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw failed(`it could not be started (${error instanceof Error ? error.message : String(error)})`);
  });
  if (ending === 'tooLong')
    throw new CandelaError('develop.tooLong', { program: name, file, seconds: Math.round(limitMs / 1000) });
  const { status } = ending;
  if (status !== 0)
    throw failed(typeof status === 'number' ? `it ended with status ${status}` : `it was ended by ${status}`);
  const picture = await assertAsAsked(output, failed);
  const said = sidecar === null ? {} : { sidecar: basename(sidecar) };
  return {
    ...{ path: output, folder, ...picture },
    notice: notice(sidecar === null ? 'photo.developedBy' : 'photo.developedBySidecar', {
      ...{ program: name, version },
      ...said,
    }),
  };
}

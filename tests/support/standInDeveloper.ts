/** @file Small programs that stand in for darktable-cli and rawtherapee-cli. */
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { tempFolder } from './tempFolder';

/** What it does when it is to develop a raw. */
export type Behaviour =
  'works' | 'leavesChild' | 'fails' | 'dies' | 'hangs' | 'writesNothing' | 'writesEmpty' | 'writesEightBits';

export type StandIn = {
  /** To be put before the others of PATH. */
  readonly folder: string;
  readonly path: string;
  behave(behaviour: Behaviour): void;
  update(version: string): void;
  /** The arguments of each development so far, and the programs' numbers. */
  runs(): { args: string[]; pid: number; child?: number; cwd: string; home: string; nice: number }[];
};

/** The picture of the stand-in: one colour, upright. */
export const developed = { width: 602, height: 451, colour: [8000, 16_000, 24_000] } as const;

const script = `
const { appendFileSync, existsSync, readFileSync, writeFileSync } = require('node:fs');
const { spawn } = require('node:child_process');
const { getPriority } = require('node:os');
const args = process.argv.slice(2);
if (args[0] === '--version' || args[0] === '-v') {
  console.log('this is a stand-in ' + readFileSync(__dirname + '/version', 'utf8'));
  process.exit(0);
}
const behaviour = readFileSync(__dirname + '/behaviour', 'utf8');
const hasChild = behaviour === 'hangs' || behaviour === 'leavesChild';
const child = hasChild ? spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'inherit' }) : undefined;
if (child) child.unref();
const run = { args, pid: process.pid, child: child && child.pid, cwd: process.cwd(), home: process.env.HOME, nice: getPriority() };
appendFileSync(__dirname + '/runs', JSON.stringify(run) + '\\n');
const output = args.find((each) => each.endsWith('.tif'));
const iccAt = args.indexOf('--icc-file');
const own = (folder) => folder + '/candela.icc';
const icc = readFileSync(iccAt >= 0 ? args[iccAt + 1] : own(/ICCDirectory=(.*)/.exec(readFileSync(process.env.RT_SETTINGS + '/options', 'utf8'))[1]));
function tiff(bits) {
  const [width, height, colour] = [${developed.width}, ${developed.height}, ${JSON.stringify(developed.colour)}];
  const pixels = Buffer.alloc(width * height * 3 * (bits / 8));
  for (let at = 0; at < width * height * 3; at += 1)
    bits === 16 ? pixels.writeUInt16LE(colour[at % 3], at * 2) : pixels.writeUInt8(colour[at % 3] >> 8, at);
  const tags = [[256, 4, 1, width], [257, 4, 1, height], [258, 3, 3, 8], [259, 3, 1, 1], [262, 3, 1, 2], [273, 4, 1, 14 + icc.length + (icc.length & 1)],
    [277, 3, 1, 3], [278, 4, 1, height], [279, 4, 1, pixels.length], [34675, 7, icc.length, 14]];
  const head = Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0, bits, 0, bits, 0, bits, 0]);
  const body = Buffer.concat([head, icc, Buffer.alloc(icc.length & 1), pixels, Buffer.alloc(pixels.length & 1)]);
  body.writeUInt32LE(body.length, 4);
  const directory = Buffer.alloc(2 + tags.length * 12 + 4);
  directory.writeUInt16LE(tags.length, 0);
  tags.forEach(([tag, type, count, value], index) => {
    directory.writeUInt16LE(tag, 2 + index * 12);
    directory.writeUInt16LE(type, 4 + index * 12);
    directory.writeUInt32LE(count, 6 + index * 12);
    directory.writeUInt32LE(value, 10 + index * 12);
  });
  return Buffer.concat([body, directory]);
}
if (behaviour === 'works' || behaviour === 'leavesChild') writeFileSync(output, tiff(16));
if (behaviour === 'writesEightBits') writeFileSync(output, tiff(8));
if (behaviour === 'writesEmpty') writeFileSync(output, '');
if (behaviour === 'fails') process.exitCode = 3;
if (behaviour === 'dies') process.kill(process.pid, 'SIGSEGV');
if (behaviour === 'hangs') setInterval(() => 0, 1000);
`;

/** @param folder absent: a fresh one, which is gone when the test ends */
export function standIn(command: 'darktable-cli' | 'rawtherapee-cli', folder = tempFolder()): StandIn {
  const path = join(folder, command);
  const put = (name: string, text: string): void => {
    writeFileSync(join(folder, name), text);
  };
  put('version', '9.8.7');
  put('behaviour', 'works');
  put('runs', '');
  // A name with an ending would not be found, and Node takes a file without one for CommonJS.
  writeFileSync(path, `#!${process.execPath}\n${script}`);
  chmodSync(path, 0o755);
  return {
    folder,
    path,
    behave: (behaviour) => {
      put('behaviour', behaviour);
    },
    update: (version) => {
      put('version', version);
      // As an update does, so that the program is asked anew.
      writeFileSync(path, `#!${process.execPath}\n${script}\n// ${version}\n`);
    },
    runs: () =>
      readFileSync(join(folder, 'runs'), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as ReturnType<StandIn['runs']>[number]),
  };
}

/** PATH with a stand-in's folder first. */
export const pathWith = ({ folder }: StandIn): string => [folder, process.env.PATH].join(delimiter);

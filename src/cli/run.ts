import { Command, CommanderError } from 'commander';
import { systemReason, toCandelaError, type ErrorCode } from '@contract';
import { listBatches } from './batches';
import { batchesHelp, batchOptions } from './batchText';
import { compare } from './compare';
import { compareHelp, compareOptions, compareSwitches } from './compareText';
import { defaultDarkness, exitCodes } from './defaults';
import { enhance } from './enhance';
import { listDevices, listModels } from './listings';
import { photosAlone } from './openWindow';
import type { Program } from './Program';
import { report } from './report';
import { failureLines } from './reporters';
import { pictureSwitch, reportHelp, reportOptions } from './reportText';
import { enhanceOptions, help, switches, words } from './text';
import { watch } from './watch';
import { watchHelp } from './watchText';
import { wasInterrupted } from './wasInterrupted';

/** Runs one command line (without `node` and the script) and returns the exit code. */
export async function run(argv: readonly string[], program: Program): Promise<number> {
  const code = await runCommand(argv, program);
  const loss = await program.streams.answersLost();
  if (loss === undefined) return code;
  program.streams.say(words.answersLost(systemReason(loss, 'write')));
  return code === exitCodes.done ? exitCodes.someFailed : code;
}

async function runCommand(argv: readonly string[], program: Program): Promise<number> {
  const ended = { code: exitCodes.done as number };
  const command = buildCommand(program, (code) => {
    ended.code = code;
  });
  try {
    const names = ['help', ...command.commands.map((own) => own.name())];
    if (argv.length === 0 && program.isPackaged && program.lackOfWindow() === null)
      return await program.openWindow([]);
    const photos = photosAlone(argv, names);
    if (photos !== null) return await show(photos, program);
    await command.parseAsync(withDarkness(argv), { from: 'user' });
    if (ended.code === exitCodes.interrupted) program.streams.say(words.interrupted);
    return ended.code;
  } catch (error) {
    return await explain(error, program);
  }
}

/** `--only-dark shoot`: what follows is a threshold only if it is a number. Otherwise it is a photo or a folder. */
function withDarkness(argv: readonly string[]): string[] {
  const end = argv.indexOf('--');
  return argv.map((text, at) => {
    const next = argv[at + 1];
    const isAlone = text === '--only-dark' && (end < 0 || at < end);
    const isInput = next !== undefined && !next.startsWith('-') && !/^\d*\.?\d+ ?%?$/.test(next);
    return isAlone && isInput ? `${text}=${String(defaultDarkness)}` : text;
  });
}

/** A command line with photos alone opens them in the window. */
async function show(photos: readonly string[], program: Program): Promise<number> {
  const lack = program.lackOfWindow();
  if (lack === null) return program.openWindow(photos);
  program.streams.say(words[lack]);
  return exitCodes.someFailed;
}

/** Failures that a different command line would avoid. */
const wrongUsage: ReadonlySet<ErrorCode> = new Set([
  'usage.invalid',
  'model.unknown',
  'output.notAFolder',
  'output.notWritable',
]);

/** Reports a failure and returns its exit code. */
async function explain(error: unknown, { streams, signal }: Program): Promise<number> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUsage;
  if (await wasInterrupted(error, signal)) {
    streams.say(words.interrupted);
    return exitCodes.interrupted;
  }
  const failure = toCandelaError(error, 'candela');
  streams.say(...failureLines(failure));
  return wrongUsage.has(failure.code) ? exitCodes.wrongUsage : exitCodes.someFailed;
}

/** The commands and their options. `end` takes the exit code of the one that ran. */
export function buildCommand(program: Program, end: (code: number) => void): Command {
  const root = new Command('candela')
    .description(help.program)
    .version(program.version)
    .helpCommand(true)
    .exitOverride()
    .showHelpAfterError('`candela help` lists the commands and their options.')
    .configureOutput({
      writeOut: (text) => {
        program.streams.answerRaw(text);
      },
      writeErr: (text) => {
        program.streams.say(...text.trimEnd().split('\n'));
      },
      outputError: (text, write) => {
        write(sentence(text));
      },
    })
    .addHelpText('after', help.programExamples + help.exits);
  addEnhance(root, program, end);
  addWatch(root, program, end);
  addReport(root, program, end);
  addCompare(root, program, end);
  addLists(root, program, end);
  return root;
}

function addLists(root: Command, program: Program, end: (code: number) => void): void {
  root
    .command('models')
    .description(help.models)
    .option(switches.json.flags, switches.json.help)
    .action(async ({ json = false }: { json?: boolean }) => {
      end(await listModels(program, { json }));
    });
  root
    .command('devices')
    .description(help.devices)
    .option(switches.json.flags, switches.json.help)
    .action(async ({ json = false }: { json?: boolean }) => {
      end(await listDevices(program, { json }));
    });
  root
    .command('batches')
    .description(batchesHelp)
    .option(switches.json.flags, switches.json.help)
    .action(async ({ json = false }: { json?: boolean }) => {
      end(await listBatches(program, { json }));
    });
}

function addEnhance(root: Command, program: Program, end: (code: number) => void): void {
  const command = root.command('enhance').description(help.enhance).argument('[input...]', help.inputs);
  for (const { flags, help: line } of Object.values(batchOptions)) command.option(flags, line);
  addOptions(command).addHelpText('after', help.enhanceDetails);
  command.action(async (inputs: string[], texts: Record<string, unknown>) => {
    end(await enhance(program, inputs, texts));
  });
}

function addWatch(root: Command, program: Program, end: (code: number) => void): void {
  const command = root.command('watch').description(watchHelp.command).argument('<folder>', watchHelp.folder);
  addOptions(command).addHelpText('after', watchHelp.details);
  command.action(async (folder: string, texts: Record<string, unknown>) => {
    end(await watch(program, folder, texts));
  });
}

function addReport(root: Command, program: Program, end: (code: number) => void): void {
  const command = root
    .command('report')
    .description(reportHelp.command)
    .argument('<folder>', reportHelp.folder)
    .addHelpText('after', reportHelp.details);
  for (const { flags, help: line } of Object.values(reportOptions)) command.option(flags, line);
  for (const { flags, help: line } of [pictureSwitch, switches.json]) command.option(flags, line);
  command.action(async (folder: string, texts: Record<string, unknown>) => {
    end(await report(program, folder, texts));
  });
}

function addCompare(root: Command, program: Program, end: (code: number) => void): void {
  const command = root.command('compare').description(compareHelp.command);
  addAll(command, compareOptions);
  for (const { flags, help: line } of [...Object.values(compareSwitches), switches.json])
    command.option(flags, line);
  command.addHelpText('after', compareHelp.details);
  command.action(async (texts: Record<string, unknown>) => {
    end(await compare(program, texts));
  });
}

const repeatable: ReadonlySet<string> = new Set([
  'control',
  'include',
  'exclude',
  'enhanced',
  'pair',
  'report',
]);

/** The options of every command that enhances photos. */
function addOptions(command: Command): Command {
  addAll(command, enhanceOptions);
  for (const { flags, help: line } of Object.values(switches)) command.option(flags, line);
  return command;
}

function addAll(command: Command, options: Readonly<Record<string, { flags: string; help: string }>>): void {
  for (const [name, { flags, help: line }] of Object.entries(options)) {
    if (repeatable.has(name))
      command.option(flags, line, (value, earlier: string[] | undefined) => [...(earlier ?? []), value]);
    else command.option(flags, line);
  }
}

/** Commander's `error: unknown option '--x'` as a sentence in our style. */
function sentence(text: string): string {
  const [first = '', ...rest] = text.replace(/^error: /, '').split('\n');
  return [first.charAt(0).toUpperCase() + first.slice(1) + (/[.?!]$/.test(first) ? '' : '.'), ...rest].join(
    '\n',
  );
}

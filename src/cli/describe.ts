/** @file What the command line knows, as plain data. The man page and the completions of the packages are made of it (scripts/linux). */
import { PassThrough } from 'node:stream';
import type { Command, Option } from 'commander';
import { batchOptions } from './batchText';
import { compareOptions } from './compareText';
import type { Program } from './Program';
import { reportOptions } from './reportText';
import { buildCommand } from './run';
import { Streams } from './Streams';
import { enhanceOptions } from './text';

export type OptionFacts = {
  /** `-o`, if it has one. */
  readonly short: string | null;
  readonly long: string;
  /** How its value is written, like `<folder>`. Null for a switch. */
  readonly value: string | null;
  readonly help: string;
  /** All values that it takes, where they can be listed. */
  readonly choices: readonly string[];
};

export type CommandFacts = {
  readonly name: string;
  readonly help: string;
  readonly usage: string;
  readonly takesFiles: 'files' | 'folders' | 'nothing';
  readonly options: readonly OptionFacts[];
  /** What its help says below the options. */
  readonly details: string;
};

/** The program itself comes first, its name is empty. */
export function describeCommands(version: string): CommandFacts[] {
  const root = buildCommand(idleProgram(version), () => undefined);
  return [describe(root, ''), ...root.commands.map((command) => describe(command, command.name()))];
}

function describe(command: Command, name: string): CommandFacts {
  const [argument] = command.registeredArguments;
  const folder = argument?.name() === 'folder' ? 'folders' : 'files';
  return {
    name,
    help: command.description(),
    usage: command.usage(),
    takesFiles: argument === undefined ? 'nothing' : folder,
    options: [
      ...command.options.map(optionFacts),
      { short: '-h', long: '--help', value: null, help: 'show this help', choices: [] },
    ],
    details: detailsOf(command),
  };
}

function optionFacts(option: Option): OptionFacts {
  const value = /[<[].+[>\]]$/.exec(option.flags)?.[0] ?? null;
  return {
    short: option.short ?? null,
    long: option.long ?? '',
    value,
    help: option.description,
    choices: choicesOf(option.flags, value),
  };
}

type Row = { readonly flags: string; readonly takes: string };

const rows: readonly Row[] = [enhanceOptions, batchOptions, compareOptions, reportOptions].flatMap((table) =>
  Object.values<Row>(table),
);
const takes = new Map(rows.map((row) => [row.flags, row.takes]));

/** `<yes|no>` or `one of jpeg, png`. A place for a value, like kelvin, is no choice. */
function choicesOf(flags: string, value: string | null): string[] {
  const listed = /^one of ([\w, -]+)$/.exec(takes.get(flags) ?? '')?.[1];
  if (listed !== undefined) return listed.split(', ');
  const words = value?.slice(1, -1).split('|') ?? [];
  return words.length < 2 ? [] : words.filter((word) => word !== 'kelvin');
}

/** Commander keeps what stands below the options to itself, and only prints it. */
function detailsOf(command: Command): string {
  let printed = '';
  const write = (text: string): void => {
    printed += text;
  };
  command.configureOutput({ writeOut: write }).outputHelp();
  return printed.slice(command.helpInformation().length).trim();
}

function idleProgram(version: string): Program {
  const never = (): never => {
    throw new Error('A command line that is described does not run.');
  };
  return {
    version,
    streams: new Streams(new PassThrough(), new PassThrough()),
    folders: { cache: '', userModels: '', models: [], batches: '' },
    startEngine: never,
    lackOfWindow: never,
    openWindow: never,
    isPackaged: false,
    signal: new AbortController().signal,
  };
}

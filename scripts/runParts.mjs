// Runs parts and prints a table at the end. Parts that only read the tree run two at a time, the others one after another.
// A part that could not run is reported clearly, and counts as failed when CI is set.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { interrupted, passSignals } from './signals.mjs';
import { root } from './system.mjs';

/** How much of a failed part's last output is repeated at the end. */
const keptLines = 60;

/** A failed test in the output of vitest, with what was wrong on the next line, or of pytest, with both on one. */
const failedTest = /^[ \t]*FAIL[ \t]+\S.*(?:\n(?![ \t]*FAIL)[ \t]*\S.*)?|^(?:FAILED|ERROR) \S.*/gm;

/** How many failed tests of a part are named below the table. */
const namedTests = 10;

/** How many parts that only read the tree run side by side. */
const lanes = 2;

/** The failed tests that an output names, with what was wrong in each, plain and without repetitions. */
export function failuresIn(output) {
  const found = stripVTControlCharacters(output).match(failedTest) ?? [];
  const failures = [...new Set(found.map((text) => text.trim()))];
  const more = failures.length - namedTests;
  return more > 0 ? [...failures.slice(0, namedTests), `and ${more} more`] : failures;
}

/** Runs a command to its end, hands its output to `write` as it comes, and keeps the last part of it and the failed tests. */
async function runCommand([command, ...args], write) {
  const env = { ...process.env, ORT_DISABLE_TELEMETRY: '1' };
  if (process.stdout.isTTY) env.FORCE_COLOR ??= '1';
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env });
  const stop = passSignals(child);
  let output = '';
  for (const from of [child.stdout, child.stderr]) {
    from.setEncoding('utf8').on('data', (text) => {
      write(text);
      output += text;
    });
  }
  const closed = once(child, 'close');
  const [status] = await once(child, 'exit');
  // A process left behind by a part may hold the pipes open. We do not wait for it.
  await Promise.race([closed, setTimeout(1000, undefined, { ref: false })]);
  child.stdout.destroy();
  child.stderr.destroy();
  if (stop()) process.exit(interrupted);
  const last = output.split('\n').slice(-keptLines).join('\n');
  return { status, last, failures: status === 0 ? [] : failuresIn(output) };
}

async function runPart(part, write) {
  const start = Date.now();
  write(`\n== ${part.name}\n`);
  const lack = (await part.needs?.()) ?? null;
  if (lack !== null) {
    write(`NOT RUN: ${part.name}: ${lack}\n`);
    return { name: part.name, state: 'not run', seconds: 0, lack, failures: [] };
  }
  const { status, last, failures } = await runCommand(part.command, write);
  return {
    name: part.name,
    state: status === 0 ? 'passed' : 'FAILED',
    seconds: (Date.now() - start) / 1000,
    last,
    failures,
  };
}

const writeNow = (text) => process.stdout.write(text);

/** Runs a part silently. Its output appears in one piece when it has ended. */
async function runAside(part) {
  let output = '';
  const result = await runPart(part, (text) => {
    output += text;
  });
  writeNow(output);
  return result;
}

/** Runs parts in `lanes` lanes. The results are in the order of the parts. */
async function runSideBySide(parts) {
  const results = new Map();
  const waiting = [...parts];
  const lane = async () => {
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift())
      results.set(part, await runAside(part));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return parts.map((part) => results.get(part));
}

/** Exit status: 0 when nothing failed. When CI is set, everything must also have run. */
export async function runParts(parts) {
  const results = await runSideBySide(parts.filter((part) => part.onlyReads));
  for (const part of parts) if (!part.onlyReads) results.push(await runPart(part, writeNow));
  for (const { name, state, last } of results) {
    if (state === 'FAILED') process.stdout.write(`\n== ${name} FAILED; the end of what it said:\n${last}\n`);
  }
  process.stdout.write('\n');
  for (const { name, state, seconds, lack } of results) {
    process.stdout.write(`${state.padEnd(8)} ${name}${lack ? ` (${lack})` : ` ${seconds.toFixed(1)} s`}\n`);
  }
  for (const { name, failures } of results) {
    for (const failure of failures) process.stdout.write(`\n${name}:\n${failure.replace(/^\s*/gm, '  ')}\n`);
  }
  const count = (state) => results.filter((result) => result.state === state).length;
  const notRun = count('not run');
  const strict = Boolean(process.env.CI);
  const failed = count('FAILED') + (strict ? notRun : 0);
  if (notRun > 0) process.stdout.write(`\nATTENTION: ${notRun} of ${results.length} parts did not run.\n`);
  process.stdout.write(
    `\n${count('passed')} passed, ${failed} failed${strict ? '' : `, ${notRun} skipped`}\n`,
  );
  return failed === 0 ? 0 : 1;
}

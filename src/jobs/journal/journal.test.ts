import { appendFile, mkdir, open, readFile, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import type { CandelaError } from '@contract';
import { JournalLine } from '@contract';
import { identifyFile } from '@disk';
import {
  copy,
  folder,
  model,
  options,
  photos,
  place,
  session,
  settings,
} from '../../../tests/support/journal';
import { runBatch } from '../run/runBatch';
import { JournalFile } from './JournalFile';
import { readJournal } from './readJournal';
import { Recorder } from './Recorder';

describe('a journal', () => {
  it('tells a finished run, line by line, with paths that survive a move of the folder', async () => {
    const jobs = await photos(2);
    await session(jobs);
    const text = await readFile(place().file, 'utf8');
    const [, ...lines] = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    const parsed = lines.map((line) => JournalLine.parse(line));
    expect(parsed.map(({ type }) => type)).toEqual(['run', 'photo', 'photo', 'done', 'done', 'end']);
    const done = parsed[3];
    if (done?.type !== 'done') throw new Error('no outcome');
    expect(done.output.path).toBe('0.jpg');
    expect(done.input).toEqual(await identifyFile(jobs[0]!.input));
    expect(done.output).toMatchObject(await identifyFile(jobs[0]!.output));
  });

  it('cuts off a line that a crash left unfinished', async () => {
    await session(await photos(2));
    const whole = await stat(place().file);
    await appendFile(place().file, '{"type":"done","run":"0');
    const journal = await JournalFile.open(place());
    await journal.close();
    expect((await stat(place().file)).size).toBe(whole.size);
  });

  it('begins anew where even the first line was cut off', async () => {
    await session(await photos(1));
    await truncate(place().file, 9);
    await session(await photos(1));
    expect((await readJournal(place())).runs.size).toBe(1);
  });

  it('passes over a line that is damaged in the middle', async () => {
    await session(await photos(2));
    const text = await readFile(place().file, 'utf8');
    await writeFile(place().file, text.replace(/"type":"done"/, '"type":"d#ne"'));
    const { broken, runs } = await readJournal(place());
    expect(broken).toBe(1);
    expect([...runs.values()][0]!.outcomes.size).toBe(1);
  });

  it('is read to its end where it is longer than any text can be', async () => {
    await session(await photos(1));
    const whole = await readFile(place().file, 'utf8');
    const [head = '', run = '', photo = '', done = ''] = whole.split('\n');
    const file = await open(place().file, 'w');
    // Holes that end like lines: 600 MB that take no room on the disk.
    await file.write(`${head}\n${run}\n${photo}\n`, 0);
    const [holes, bytes] = [40, 15e6];
    for (let index = 1; index <= holes; index += 1) await file.write('\n', index * bytes);
    await file.write(`${done}\n{"type":"do`, holes * bytes + 1);
    await file.close();
    const { runs, broken, isCut, bytes: read } = await readJournal(place());
    expect(read).toBe(holes * bytes + 1 + Buffer.byteLength(done) + 1);
    expect({ broken, isCut }).toEqual({ broken: holes, isCut: true });
    expect([...runs.values()][0]!.outcomes.get(0)).toEqual(JournalLine.parse(JSON.parse(done)));
  });

  it('keeps the settings that its photos share once', async () => {
    await session(await photos(3));
    const [run] = [...(await readJournal(place())).runs.values()];
    expect(new Set([...run!.photos.values()].map((photo) => photo.settings)).size).toBe(1);
  });

  it.each([
    ['{"type":"journal","version":2,"what":"else"}\n', 'journal.newer'],
    ['a diary\n', 'journal.unreadable'],
  ])('refuses to write to one that begins with %j', async (head, code) => {
    await mkdir(place().folder, { recursive: true });
    await writeFile(place().file, head);
    await expect(JournalFile.open(place())).rejects.toMatchObject({ code });
    expect(await readFile(place().file, 'utf8')).toBe(head);
    await expect(stat(place().lock)).rejects.toThrow();
  });

  it('has one writer at a time, and says who', async () => {
    const first = await JournalFile.open(place());
    const second = await JournalFile.open(place()).catch((error: unknown) => error as CandelaError);
    expect(second).toMatchObject({ code: 'journal.inUse' });
    expect((second as CandelaError).message).toContain(`process ${process.pid}, since 2`);
    await first.close();
    await (await JournalFile.open(place())).close();
  });

  it.each([
    ['a process that has ended', { pid: 2 ** 22 + 1, started: null, host: hostname() }],
    ['another process that got its number', { pid: process.pid, started: '1', host: hostname() }],
  ])('takes over the lock of %s', async (_, owner) => {
    await mkdir(place().folder, { recursive: true });
    await writeFile(place().lock, JSON.stringify({ ...owner, since: '2026-01-01T00:00:00.000Z' }));
    await (await JournalFile.open(place())).close();
  });

  it('leaves the lock of another machine alone as long as it is touched', async () => {
    await mkdir(place().folder, { recursive: true });
    const owner = { pid: 1, started: null, host: 'elsewhere', since: '2026-01-01T00:00:00.000Z' };
    await writeFile(place().lock, JSON.stringify(owner));
    await expect(JournalFile.open(place())).rejects.toThrow('process 1 on elsewhere');
    const long = new Date(Date.now() - 200_000);
    await utimes(place().lock, long, long);
    await (await JournalFile.open(place())).close();
  });

  it('waits, if it may, until the lock of another machine has not been touched for long', async () => {
    await mkdir(place().folder, { recursive: true });
    const owner = { pid: 1, started: null, host: 'elsewhere', since: '2026-01-01T00:00:00.000Z' };
    await writeFile(place().lock, JSON.stringify(owner));
    const opening = JournalFile.open(place(), { ms: 60_000, signal: options.signal });
    const long = new Date(Date.now() - 200_000);
    await utimes(place().lock, long, long);
    await (await opening).close();
    await writeFile(place().lock, JSON.stringify(owner));
    const stop = AbortSignal.timeout(50);
    await expect(JournalFile.open(place(), { ms: 60_000, signal: stop })).rejects.toThrow('abort');
  });

  it('stops the batch with one sentence when it cannot be written', async () => {
    const jobs = await photos(3);
    const journal = await JournalFile.open(place());
    const recorder = new Recorder(journal, () => model);
    const plan = { jobs, rejected: [], skipped: [] };
    const keys = await recorder.begin({ candela: '1', inputs: [folder], settings }, plan);
    await journal.close();
    const journaled = { recorder, keys };
    const tally = await runBatch(plan, copy, { ...options, onEvent: () => undefined, journal: journaled });
    expect(tally).toMatchObject({ done: 0, interrupted: true, failure: { code: 'journal.notWritten' } });
  });
});

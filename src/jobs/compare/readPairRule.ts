import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CandelaError } from '@contract';
import type { PairRule } from '@core';
import { fileFailure } from '@disk';

/**
 * The rule that `--pairs` names: `name`, `order`, a file of a table, or a pattern.
 * @throws CandelaError `usage.invalid`; `input.missing`, `photo.unreadable` for the file
 */
export async function readPairRule(text: string): Promise<PairRule> {
  if (text === 'name' || text === 'order') return { by: text };
  if (/\.csv$/i.test(text)) return { by: 'table', rows: await readTable(resolve(text)) };
  const [picture = '', truth = '{}', ...rest] = text.split('=');
  const isPattern = rest.length === 0 && [picture, truth].every((part) => part.split('{}').length === 2);
  if (isPattern) return { by: 'pattern', picture, truth };
  throw refused(`--pairs takes name, order, a .csv file, or a pattern like low{}=normal{}, not “${text}”.`);
}

function refused(reason: string): CandelaError {
  return new CandelaError('usage.invalid', { reason });
}

/** Lines of two names: the picture's and the truth's. A first line that names the columns may turn them around. */
async function readTable(file: string): Promise<{ picture: string; truth: string }[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw fileFailure(error, { file, act: 'read' });
  });
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const cells = lines.filter((line) => line.trim() !== '').map((line) => line.split(/[,;\t]/).map(unquoted));
  const [head = []] = cells;
  const truthAt = head.findIndex((cell) => cell.toLowerCase() === 'truth');
  const rows = truthAt < 0 ? cells : cells.slice(1);
  const [truthColumn, pictureColumn] = truthAt === 0 ? [0, 1] : [1, 0];
  return rows.map((row, index) => {
    const [picture, truth] = [row[pictureColumn], row[truthColumn]];
    if (picture === undefined || truth === undefined || picture === '' || truth === '') {
      const line = index + 1 + (truthAt < 0 ? 0 : 1);
      throw refused(`Line ${line} of ${file} does not hold two names: a picture’s and its ground truth’s.`);
    }
    return { picture, truth };
  });
}

function unquoted(cell: string): string {
  const text = cell.trim();
  return /^".*"$/.test(text) ? text.slice(1, -1).replaceAll('""', '"') : text;
}

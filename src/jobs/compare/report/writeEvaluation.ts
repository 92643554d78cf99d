import { dirname, extname } from 'node:path';
import { CandelaError, EvaluationFormat, type Evaluation } from '@contract';
import { placeReport } from '../../report/placeReport';
import { ReportNotes } from '../../report/ReportNotes';
import { evaluationCsv } from './evaluationCsv';
import { evaluationPage } from './evaluationPage';
import type { PairPictures } from './evaluationPictures';
import { evaluationTex } from './evaluationTex';

/** The format of a file by its extension. @throws CandelaError `usage.invalid` */
export function evaluationFormat(file: string): EvaluationFormat {
  const parsed = EvaluationFormat.safeParse(extname(file).slice(1).toLowerCase());
  if (parsed.success) return parsed.data;
  const known = EvaluationFormat.options.map((format) => `.${format}`).join(', ');
  throw new CandelaError('usage.invalid', {
    reason: `--report takes a file that ends in ${known}, not “${file}”.`,
  });
}

/**
 * Writes an evaluation in the format of the file's extension. An earlier one that nobody has changed is replaced; no other file is.
 * @param file absolute path
 * @returns the path that it got
 * @throws CandelaError `usage.invalid`, `output.*`; the signal's reason
 */
export function writeEvaluation(
  evaluation: Evaluation,
  pictures: ReadonlyMap<string, PairPictures>,
  { file, signal }: { file: string; signal: AbortSignal },
): Promise<string> {
  const writers: Readonly<Record<EvaluationFormat, () => Iterable<string>>> = {
    html: () => evaluationPage(evaluation, pictures),
    csv: () => evaluationCsv(evaluation),
    json: () => [`${JSON.stringify(evaluation, null, 1)}\n`],
    tex: () => evaluationTex(evaluation),
  };
  const chunks = writers[evaluationFormat(file)]();
  return placeReport({ target: file, chunks, notes: new ReportNotes(dirname(file)), signal });
}

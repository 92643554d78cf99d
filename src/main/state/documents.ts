import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { CandelaError, type ErrorCode } from '@contract';
import { fileFailure } from '@disk';
import type { z } from 'zod';
import { documentText } from '../text';
import { atomicWrite } from './atomicWrite';

const largest = 4 * 2 ** 20;

/** Writes a small JSON file that a person chose. @throws CandelaError `output.notWritable` and its kin */
export async function writeDocument(file: string, content: object): Promise<void> {
  await atomicWrite(file, `${JSON.stringify(content, null, 2)}\n`).catch((cause: unknown) => {
    throw fileFailure(cause, { file, act: 'write' });
  });
}

/** Reads such a file. @throws CandelaError `code`, with the file's name and the reason */
export async function readDocument<T>(path: string, schema: z.ZodType<T>, code: DocumentError): Promise<T> {
  const refuse = (reason: string, cause?: unknown): never => {
    throw new CandelaError(code, { file: basename(path), reason }, { cause });
  };
  const { size } = await stat(path).catch((cause: unknown) => refuse(documentText.cannotOpen, cause));
  if (size > largest) refuse(documentText.tooLarge);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => refuse(documentText.cannotRead, cause));
  const parsed = schema.safeParse(parseJson(text));
  return parsed.success ? parsed.data : refuse(documentText.otherContent);
}

/** What is said of a file that holds something else. */
type DocumentError = Extract<ErrorCode, 'presets.unreadable' | 'lesson.unreadable'>;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Anything that is not JSON does not match the schema either.
    return undefined;
  }
}

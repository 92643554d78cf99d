import { z } from 'zod';
import { errorTexts, type ErrorText } from './errors';
import { systemLack } from './systemReasons';

export type ErrorCode = keyof typeof errorTexts;
export const ErrorCode = z.custom<ErrorCode>((value) => typeof value === 'string' && value in errorTexts);

/** A failure in a message between processes and threads, where classes do not survive. */
export const WireError = z.strictObject({
  code: ErrorCode,
  message: z.string(),
  /** The next step, in the app's words. */
  action: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type WireError = z.infer<typeof WireError>;

/** Values for the braces of a sentence. */
export type ErrorDetails = Readonly<Record<string, string | number>>;

/** Fills the braces of a text with details. A brace without a detail stays as it is. */
export function fillText(text: string, details: ErrorDetails): string {
  return text.replace(/\{(\w+)\}/g, (brace, key: string) => String(details[key] ?? brace));
}

/** A failure with a code for the program, a sentence for the person, a next step, and the cause for us. */
export class CandelaError extends Error {
  override readonly name = 'CandelaError';
  readonly action: string;
  readonly actionInApp: string;

  /** @param options `words` replace the table's words. They come from a failure that another process reported. */
  constructor(
    readonly code: ErrorCode,
    readonly details: ErrorDetails = {},
    { words, ...options }: { cause?: unknown; words?: { message: string; action: string } } = {},
  ) {
    const text: ErrorText = errorTexts[code];
    super(words?.message ?? fillText(text.sentence, details), options);
    this.action = fillText(text.action, details);
    this.actionInApp = words?.action ?? fillText(text.actionInApp ?? text.action, details);
  }

  static fromWire({ code, details, ...words }: WireError): CandelaError {
    return new CandelaError(code, details, { words });
  }

  toWire(): WireError {
    const { code, details, message, actionInApp: action } = this;
    return { code, message, action, ...(Object.keys(details).length > 0 && { details }) };
  }

  get sentence(): string {
    return this.message;
  }
}

/** Whether the same attempt may succeed later. A photo of a kind that Candela does not read stays one. */
export function mayPass({ code }: Pick<WireError, 'code'>): boolean {
  const text: ErrorText = errorTexts[code];
  return text.mayPass === true;
}

/** True for the error of an aborted signal, which is not a failure and is never shown as one. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** Any thrown value as a CandelaError. A refusal by the system gets its own code. Other foreign errors become `internal.unexpected` and are kept as the cause. */
export function toCandelaError(error: unknown, file: string): CandelaError {
  if (error instanceof CandelaError) return error;
  const lack = systemLack(error);
  if (lack !== undefined) return new CandelaError(lack, {}, { cause: error });
  const reason = error instanceof Error ? error.message : String(error);
  return new CandelaError('internal.unexpected', { file, reason }, { cause: error });
}

/** A failure to be sent to another process or thread. `file` names the subject when nothing better is known. */
export function toWire(error: unknown, file: string): WireError {
  return toCandelaError(error, file).toWire();
}

import { z } from 'zod';
import { WireError } from './CandelaError';

/** One call between two processes. */
export type CallRow = {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  /** Progress that is reported before the answer; absent: none. */
  readonly progress?: z.ZodType;
  /** Who answers it. The main process forwards the calls that the engine answers. */
  readonly by: 'main' | 'engine';
  /**
   * The call writes a photo. It continues when the page that asked is gone, and a photo that was written is reported even when a
   * cancel came too late.
   */
  readonly outlivesPage?: true;
};

/** Rows by the names of their calls: `T extends CallTable<T>`. */
export type CallTable<T> = { readonly [N in keyof T]: CallRow };

/** Chosen by the caller for each call. Progress and cancel refer to it. */
export const CallId = z.string().min(1).max(64);

export const CallMessage = z.strictObject({ name: z.string().max(64), input: z.unknown(), id: CallId });
export type CallMessage = z.infer<typeof CallMessage>;

/** How every call is answered. */
export type Answer<T> =
  { ok: true; value: T } | { ok: false; error: WireError } | { ok: false; aborted: true };

/** An answer whose value has not been parsed yet. */
export const AnyAnswer = z.union([
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), error: WireError }),
  z.strictObject({ ok: z.literal(false), aborted: z.literal(true) }),
]);

/** The types of a table's calls: inputs, outputs and progress, each before and after parsing. */
export type NameIn<T extends CallTable<T>> = keyof T & string;
export type InputTo<T extends CallTable<T>, N extends NameIn<T>> = z.input<T[N]['input']>;
export type InputOf<T extends CallTable<T>, N extends NameIn<T>> = z.output<T[N]['input']>;
export type OutputTo<T extends CallTable<T>, N extends NameIn<T>> = z.input<T[N]['output']>;
export type OutputOf<T extends CallTable<T>, N extends NameIn<T>> = z.output<T[N]['output']>;
export type ProgressOf<T extends CallTable<T>, N extends NameIn<T>> = T[N] extends {
  progress: infer P extends z.ZodType;
}
  ? z.output<P>
  : never;

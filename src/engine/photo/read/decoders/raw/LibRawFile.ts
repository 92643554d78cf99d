/** @file LibRaw in WebAssembly, inside of a worker's thread. Its memory only grows, so the thread ends with its answer. */
import loadLibRaw, { type LibRawInstance } from 'libraw-wasm/dist/libraw.js';
import { z } from 'zod';
import type { RawPreviewPicture, RawProblem } from '../../../../worker/jobs';
import { wasm, type WasmMemory, type WasmModule } from '../../../../worker/wasm';
import { Metadata, Picture, type RawMetadata, type RawPicture } from './libRawAnswers';
import { PictureMemory, type Wanted } from './PictureMemory';

const Thumbnail = z.object({
  width: z.int(),
  height: z.int(),
  format: z.string(),
  data: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
});

/** A file that LibRaw does not develop. */
export class RawFailure extends Error {
  constructor(readonly problem: RawProblem) {
    super(`LibRaw: ${problem}`);
  }
}

/** @see libraw_const.h, LibRaw_errors */
const problems: Readonly<Record<number, RawProblem>> = { [-2]: 'unknown', [-100_007]: 'memory' };

/** Where C++ keeps the text of a `std::runtime_error`. */
function textAt(memory: WasmMemory, pointer: number): string {
  const words = new Uint32Array(memory.buffer);
  const bytes = new Uint8Array(memory.buffer);
  const start = words[pointer / 4 + 1] ?? 0;
  const end = bytes.indexOf(0, start);
  // Other exceptions have no text there.
  return end - start > 200 ? '' : Buffer.from(bytes.slice(start, end)).toString('latin1');
}

/** The picture was developed, and then there was no room for a copy. */
const copyFailed = 'dcraw_make_mem_image() produced no image';

const Thrown = z.object({ excPtr: z.int() });

/** An answer of the library that makes sense. @throws RawFailure */
function known<T>(schema: z.ZodType<T>, value: unknown, otherwise: RawProblem): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new RawFailure(otherwise);
  return parsed.data;
}

/** One raw file. */
export class LibRawFile {
  readonly #file: LibRawInstance;
  readonly #picture: PictureMemory;
  readonly #complaints: string[];

  private constructor(file: LibRawInstance, picture: PictureMemory, complaints: string[]) {
    this.#file = file;
    this.#picture = picture;
    this.#complaints = complaints;
    picture.watch(file.$$.ptr);
  }

  /** @param module LibRaw, compiled */
  static async start(module: WasmModule): Promise<LibRawFile> {
    const complaints: string[] = [];
    const picture = new PictureMemory();
    const { LibRaw } = await loadLibRaw({
      wasmMemory: picture.memory,
      instantiateWasm: (imports, done) => {
        done(new wasm.Instance(module, imports), module);
      },
      print: () => undefined,
      printErr: (text) => complaints.push(text),
    });
    return new LibRawFile(new LibRaw(), picture, complaints);
  }

  /** Whether the decoder met data that make no sense, and went on. */
  get isBroken(): boolean {
    return this.#complaints.length > 0;
  }

  /** @throws RawFailure */
  open(bytes: Uint8Array, options: Readonly<Record<string, unknown>> = {}): void {
    this.#try(() => {
      this.#file.open(bytes, options);
    });
  }

  metadata(): RawMetadata {
    return known(
      Metadata,
      this.#try(() => this.#file.metadata(true)),
      'unknown',
    );
  }

  /**
   * The picture, upright.
   * @param wanted read where it lies, so that a large one is not copied first; null: handed over by the library
   * @throws RawFailure
   */
  develop(wanted: Wanted | null): RawPicture {
    if (wanted !== null) this.#picture.withhold(wanted);
    const handOver = (): unknown => this.#file.imageData();
    return known(
      Picture,
      this.#try(handOver, (words) => (words.includes(copyFailed) ? this.#picture.picture() : null)),
      'broken',
    );
  }

  /** The largest of the pictures that the camera put into the file; null where there is none that can be read. */
  preview(): RawPreviewPicture | null {
    try {
      const { format, ...picture } = Thumbnail.parse(this.#file.thumbnailData());
      if (format !== 'jpeg' && format !== 'bitmap') return null;
      return picture.data.length === 0 ? null : { format, ...picture };
    } catch {
      return null;
    }
  }

  /** @param otherwise an answer in spite of a failure, by its words */
  #try<T>(work: () => T, otherwise: (words: string) => T | null = () => null): T {
    try {
      return work();
    } catch (error) {
      const thrown = Thrown.safeParse(error);
      // Without a place for more memory the module stops in other ways.
      if (!thrown.success) throw new RawFailure(error instanceof RangeError ? 'memory' : 'broken');
      const words = textAt(this.#picture.memory, thrown.data.excPtr);
      const answer = otherwise(words);
      if (answer !== null) return answer;
      const code = /code (-\d+)/.exec(words)?.[1];
      throw new RawFailure(problems[Number(code)] ?? 'broken');
    }
  }
}

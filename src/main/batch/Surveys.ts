import { isAbort, type Survey } from '@contract';
import { fileState } from '@disk';
import type { Measures } from '@jobs';

type Known = { readonly state: string; readonly survey: Survey };

/** Some hundred bytes each. */
const mostKept = 20_000;

/** What was measured of photos, so that a batch does not measure what the window has shown. A file that changes is measured again. */
export class Surveys {
  readonly #known = new Map<string, Known>();

  constructor(private readonly survey: Measures['survey']) {}

  /** @throws CandelaError if the photo cannot be read; AbortError */
  readonly of: Measures['survey'] = async (path, options) => {
    const key = `${String(options.page ?? 1)}:${path}`;
    const state = await stateOf(path);
    const known = this.#known.get(key);
    if (known?.state === state) return known.survey;
    const survey = await this.survey(path, options);
    if (this.#known.size >= mostKept) this.#known.clear();
    this.#known.set(key, { state, survey });
    return survey;
  };

  /** Median luma, 0 to 1. Null: the photo cannot be measured; enhancing it will say why. */
  async median(path: string, options: Parameters<Measures['survey']>[1]): Promise<number | null> {
    try {
      return (await this.of(path, options)).light.median;
    } catch (error) {
      if (isAbort(error)) throw error;
      return null;
    }
  }
}

async function stateOf(path: string): Promise<string> {
  const state = await fileState(path).catch(() => null);
  return state === null ? 'gone' : `${String(state.size)}:${String(state.mtimeMs)}`;
}

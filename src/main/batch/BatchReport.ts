import { CandelaError, type PlanProgress } from '@contract';
import type { EngineCaller } from '@engine-client';
import { writeReport, type Isolation } from '@jobs';
import type { Journals } from './Journals';

type Parts = {
  readonly engine: EngineCaller;
  readonly isolation: Isolation;
  readonly journals: Pick<Journals, 'lastRoot'>;
  readonly version: string;
  readonly clock: () => Date;
};

type Context = { readonly signal: AbortSignal; readonly onProgress: (progress: PlanProgress) => void };

/** The page about the window's last batch. */
export class BatchReport {
  constructor(private readonly parts: Parts) {}

  /** @returns the absolute path of the page @throws CandelaError `journal.*`, `output.*`; AbortError */
  async write({ signal, onProgress }: Context): Promise<string> {
    const { engine, isolation, journals, version, clock } = this.parts;
    const { lastRoot } = journals;
    if (lastRoot === null) throw new CandelaError('journal.none', { folder: 'Candela' });
    const { files } = await writeReport(lastRoot, {
      ...{ formats: ['html'], candela: version, now: clock(), signal },
      isOwnResult: (path, options) => engine.call('file.isOwnResult', { path }, options),
      // A photo whose picture crashes the engine has none.
      thumbnail: (photo, { size, ...options }) =>
        isolation.run(() => engine.call('photo.thumbnail', { photo, size }, options)),
      onProgress: (progress) => {
        onProgress({ stage: 'report', ...progress });
      },
    });
    const [page] = files;
    if (page === undefined) throw new Error('the report has no page');
    return page;
  }
}

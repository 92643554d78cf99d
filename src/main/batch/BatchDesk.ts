import { basename } from 'node:path';
import {
  withoutPaths,
  type BatchAdjustment,
  type BatchOutline,
  type BatchState,
  type BatchWish,
  type CandelaError,
  type PhotoHandle,
  type SavedFile,
} from '@contract';
import { BatchRun, type Queue } from '@jobs';
import { ActiveClock } from './ActiveClock';
import { adjustWaiting } from './adjustWaiting';
import { BatchItems } from './BatchItems';
import { jobsOf, outlineOf, seriesOf, type PlanContext, type PlannedBatch } from './BatchPlanner';
import { isOfAll, shareOf, statusOf, type StateCounts } from './batchWhole';
import type { BatchWhole, Continued, DeskParts, StartOptions, Waiting } from './deskParts';
import { existingFile, savingRunner } from '../save/savingRunner';
import { settleAtOnce } from './settleAtOnce';
import { Telling } from './Telling';

/** The window's batch. It runs in the main process, so it goes on whatever the page shows, and outlives a page that dies. */
export class BatchDesk {
  readonly #run: BatchRun;
  readonly #items: BatchItems;
  readonly #saves = new Map<string, SavedFile>();
  readonly #clock: ActiveClock;
  #halt: CandelaError | undefined;
  #plans = 0;
  #watching: BatchState['watching'] = null;
  readonly #telling: Telling;
  #isFinished = true;
  /** Journals are closed one finish after another, and opened again after that. */
  #closing: Promise<void> = Promise.resolve();
  #onRest: (() => void)[] = [];

  constructor(private readonly parts: DeskParts) {
    const { ledger, madeFolders, clock } = parts;
    this.#telling = new Telling(() => {
      this.#tell();
    }, parts.drawsOnProcessor);
    this.#clock = new ActiveClock(clock);
    this.#items = new BatchItems((output) => this.#saves.get(output));
    const keep = (output: string, saved: SavedFile): void => {
      this.#saves.set(output, saved);
    };
    this.#run = new BatchRun({
      runner: savingRunner(parts.runner, { ledger, madeFolders, keep }),
      clock,
      halts: isOfAll,
      onHalt: (failure) => {
        this.#halt = failure;
      },
      onChange: (queue) => {
        this.#follow(queue);
      },
    });
  }

  /** What a batch would write. */
  outline(wish: BatchWish, context: PlanContext): Promise<BatchOutline> {
    return this.parts.planner.outline(wish, context);
  }

  /**
   * Plans photos, writes the plan into its journal and lets them wait. Photos that wait or run already are passed over.
   * @throws CandelaError `usage.invalid`, `journal.*`; AbortError
   */
  async start(wish: BatchWish, context: PlanContext, options: StartOptions = {}): Promise<BatchOutline> {
    const photos = wish.photos.filter(({ photo }) => !this.#isOpen(photo));
    this.#plans += 1;
    this.#telling.soon();
    try {
      const plan = await this.parts.planner.plan({ ...wish, photos }, context);
      await this.#take(plan, { choice: wish.batch, ...options });
      return outlineOf(plan);
    } finally {
      this.#plans -= 1;
      this.#telling.soon();
    }
  }

  async #take(plan: PlannedBatch, options: StartOptions): Promise<void> {
    const jobs = jobsOf(plan.photos);
    try {
      const settled = settleAtOnce(plan.photos);
      await this.#closing;
      const known = { series: seriesOf(plan), medians: plan.medians };
      const journaled = { jobs: jobs.map(({ job }) => job), ...known, ...settled.journaled };
      const spots = await this.parts.journals.begin(journaled, { out: this.parts.out(), ...options });
      this.#freshen();
      for (const { photo, look, choices, shown, existing } of settled.photos) {
        const saved = existing === null ? {} : { saved: existingFile(this.parts.ledger, existing) };
        this.#items.put({ photo, look, choices, settled: { ...shown, ...saved } });
      }
      this.#add(jobs.map((one, index) => ({ ...one, spot: spots[index] })));
      // Whoever adds photos wants them done.
      if (this.#run.queue.isPaused) this.resume();
    } catch (error) {
      this.parts.held.release(jobs.map(({ job }) => job.output));
      throw error;
    }
  }

  #add(jobs: readonly Waiting[]): void {
    const first = this.#run.queue.nextId;
    for (const [index, { photo, look, choices, spot }] of jobs.entries()) {
      this.#run.remove(this.#items.idsOf([photo]));
      this.#items.put({ photo, look, choices, id: first + index, spot });
    }
    const spots = jobs.flatMap(({ spot }) => spot ?? []);
    this.#run.add(
      jobs.map(({ job }) => job),
      spots,
    );
  }

  /** Photos of a batch that stopped before its end. */
  continue({ items, done }: Continued): void {
    this.#freshen();
    for (const { photo, look, choices, output, isCopy } of done) {
      const saved = existingFile(this.parts.ledger, output, isCopy ? null : basename(output));
      const outcome = isCopy
        ? ({ state: 'skipped', reason: 'copied' } as const)
        : ({ state: 'done' } as const);
      this.#items.put({ photo, look, choices, settled: { ...outcome, saved } });
    }
    this.parts.held.hold(items.map(({ job }) => job.output));
    this.#add(items);
    this.#telling.soon();
  }

  state(): BatchState {
    return { ...this.#whole(), photos: this.#items.photoStates(this.#run.queue) };
  }

  pause(): void {
    this.#run.pause();
    this.#telling.soon();
  }

  resume(): void {
    this.#halt = undefined;
    this.#run.resume();
    this.#telling.soon();
  }

  /** Gives photos up. Absent: all that are not done. */
  async cancel(photos?: readonly PhotoHandle[]): Promise<void> {
    const given = photos ?? this.#items.all().map(({ photo }) => photo);
    const cancelling = this.#run.cancel(this.#items.idsOf(given));
    this.#telling.soon();
    await cancelling;
    this.#halt = undefined;
    if (photos === undefined) this.#run.resume();
  }

  /** Failed and cancelled photos wait again. Those that were refused before they waited are planned anew. */
  async retry(photos: readonly PhotoHandle[], context: PlanContext): Promise<void> {
    const items = photos.flatMap((photo) => this.#items.get(photo) ?? []);
    await this.#closing;
    await this.parts.journals.expect(items.flatMap((item) => ('spot' in item ? (item.spot ?? []) : [])));
    this.#freshen();
    this.#run.retry(this.#items.idsOf(photos));
    this.#telling.soon();
    const refused = items.filter((item) => 'settled' in item && item.settled.state === 'failed');
    for (const { photo, look, choices } of refused) {
      const batch = { copyRest: false, series: false };
      await this.start({ looks: [look], photos: [{ photo, look: 0 }], choices, batch }, context);
    }
  }

  /** Takes photos out. Those that run are cut off; results stay. */
  async remove(photos: readonly PhotoHandle[]): Promise<void> {
    const ids = this.#items.idsOf(photos);
    this.#items.remove(photos);
    await this.#run.cancel(ids);
    this.#run.remove(ids);
    this.#telling.soon();
  }

  /** Moves waiting photos before another one; null: to the end. */
  move(photos: readonly PhotoHandle[], before: PhotoHandle | null): void {
    const [target = null] = before === null ? [] : this.#items.idsOf([before]);
    if (before !== null && target === null) return;
    this.#run.move(this.#items.idsOf(photos), target);
    this.#items.follow(this.#run.queue);
    this.#telling.soon();
  }

  /** Gives waiting photos other looks. @throws CandelaError `journal.notWritten`; AbortError */
  async adjust(adjustment: BatchAdjustment, context: PlanContext): Promise<void> {
    await adjustWaiting(adjustment, { ...this.parts, items: this.#items, run: this.#run }, context);
    this.#telling.soon();
  }

  watch(watching: BatchState['watching']): void {
    this.#watching = watching;
    this.#telling.soon();
  }

  /** Whether photos are running or about to. A paused batch can be left: its journal knows what is left. */
  get isSaving(): boolean {
    const { status } = this.#whole();
    return status === 'planning' || status === 'running' || status === 'pausing';
  }

  /** The number of photos that are not done yet. */
  get left(): number {
    const { queued, running } = this.#counts();
    return queued + running;
  }

  /** Waits until nothing runs. False if a photo failed. */
  async saved(): Promise<boolean> {
    if (this.isSaving)
      await new Promise<void>((resolve) => {
        this.#onRest.push(resolve);
      });
    await this.#closing;
    return this.#halt === undefined && this.#counts().failed === 0;
  }

  /** Stops for good. What is left can be continued the next time. */
  cancelSaves(): void {
    this.#run.pause();
    this.#run.stop();
    this.#telling.soon();
  }

  /** Stops for good, and closes the journals. */
  async close(): Promise<void> {
    this.#run.stop();
    await this.#run.idle().catch(() => undefined);
    await this.parts.journals.close();
  }

  #isOpen(photo: PhotoHandle): boolean {
    const item = this.#items.get(photo);
    const state = item && this.#items.stateOf(item, this.#run.queue);
    return state === 'queued' || state === 'running';
  }

  /** A batch that is over ends with the next one: its clock starts anew. */
  #freshen(): void {
    if (!this.#isFinished) return;
    this.#isFinished = false;
    this.#halt = undefined;
    this.#clock.reset();
    this.#items.age(this.#run.queue);
  }

  #counts(): StateCounts {
    return this.#items.counts(this.#run.queue);
  }

  #whole(): BatchWhole {
    // The page is not told where folders lie.
    const halt = this.#halt && withoutPaths(this.#halt).toWire();
    return {
      status: statusOf(this.#counts(), { isPaused: this.#run.queue.isPaused, isPlanning: this.#plans > 0 }),
      ...(halt && { halt }),
      activeMs: this.#clock.ms,
      watching: this.#watching,
    };
  }

  #follow(queue: Queue): void {
    this.#clock.turn(queue.counts.running > 0);
    // The end is told at once.
    if (queue.counts.running === 0) this.#telling.soon();
    else this.#telling.follow();
  }

  #tell(): void {
    const { queue } = this.#run;
    const whole = this.#whole();
    this.parts.tell({ kind: 'batch', ...whole, ...this.#items.changes(queue) });
    const counts = this.#counts();
    this.parts.onTold?.(whole, shareOf(counts, queue.progress.values()), counts);
    if (whole.status === 'finished' || whole.status === 'idle') this.#finish();
    if (!this.isSaving) for (const resolve of this.#onRest.splice(0)) resolve();
  }

  /** Nothing is left to do: others may have the journals, and names are free. */
  #finish(): void {
    if (this.#isFinished) return;
    this.#isFinished = true;
    const outputs = [...this.#run.queue.entries.values()].map(({ job }) => job.output);
    this.parts.held.release(outputs);
    this.#closing = this.#closing
      .then(() => this.parts.journals.close())
      // A journal that cannot be read again is told when it is opened the next time.
      .catch(() => undefined);
  }
}

import { engineCalls, HostRequest, type HostReply } from '@contract';
import { Answerer, type BoundCall } from '@transport';
import { z } from 'zod';

/** The host's connections: where replies go, and what to do when it is told to stop. */
export type HostTies = { send: (reply: HostReply) => void; onStop: () => void; wholePaths?: boolean };

/** Any message with the id of a call. */
const Named = z.object({ id: z.string() });

/** Takes the main process's requests and answers each once. */
export class EngineHost {
  readonly #answerer: Answerer;
  readonly #ties: HostTies;

  constructor(calls: Readonly<Record<string, BoundCall>>, ties: HostTies) {
    this.#ties = ties;
    this.#answerer = new Answerer(
      { table: engineCalls, calls, wholePaths: ties.wholePaths === true },
      (id, progress) => {
        ties.send({ kind: 'progress', id, progress });
      },
    );
  }

  /** Takes one message. An invalid request is answered with a failure if it has an id; otherwise it is ignored. */
  receive(message: unknown): void {
    const parsed = HostRequest.safeParse(message);
    if (!parsed.success) {
      const named = Named.safeParse(message);
      // The name is in no table, and the answer says so.
      if (named.success) this.#answer({ name: '', input: undefined, id: named.data.id });
      return;
    }
    const request = parsed.data;
    switch (request.kind) {
      case 'call':
        this.#answer(request);
        break;
      case 'cancel':
        this.#answerer.cancel(request.id);
        break;
      case 'stop':
        this.abortAll();
        this.#ties.onStop();
        break;
    }
  }

  /** Aborts all running calls. Each is still answered. */
  abortAll(): void {
    for (const call of this.#answerer.running) call.abort();
  }

  /** Answers all running calls with a failure of the process, before it ends. */
  failAll(error: unknown): void {
    for (const call of this.#answerer.running) call.fail(error);
  }

  #answer({ name, input, id }: { name: string; input: unknown; id: string }): void {
    void this.#answerer.answer({ name, input, id }).then((answer) => {
      this.#ties.send({ kind: 'answer', id, answer });
    });
  }
}

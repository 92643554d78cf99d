import type { WebContents } from 'electron';
import { channels, type AppEvent } from '@contract';

/** Events for the page. Events wait until a page is loaded. */
export class PageEvents {
  #contents: WebContents | undefined;
  #waiting: AppEvent[] = [];

  send(event: AppEvent): void {
    if (this.#contents) this.#contents.send(channels.event, event);
    // Progress belongs to a call, and every call comes from a page.
    else if (event.kind !== 'progress') this.#waiting.push(event);
  }

  /** The page can hear. */
  connect(contents: WebContents): void {
    this.#contents = contents;
    for (const event of this.#waiting.splice(0)) contents.send(channels.event, event);
  }

  /** The page is gone or reloads. */
  disconnect(): void {
    this.#contents = undefined;
  }
}

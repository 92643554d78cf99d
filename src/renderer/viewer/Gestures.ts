import type { Point } from './rectangle';

/** The meanings of mouse, touch and key input on the stage. Points are CSS pixels from its top left corner. */
export type GestureEvents = {
  /** Whether a press here grabs the split line. */
  holdsSplit(point: Point, isTouch: boolean): boolean;
  onSplit(x: number): void;
  onPan(by: Point): void;
  /** Multiplies the scale. The point stays in place. */
  onZoom(factor: number, at: Point): void;
  onDoubleClick(at: Point): void;
  /** A press and release in one place. */
  onTap(): void;
  onHover(point: Point | null): void;
  /** A drag or pinch has begun or ended. */
  onHold(hold: Hold): void;
};

export type Hold = 'none' | 'pan' | 'split' | 'pinch';

/** How far a press may move and still be a tap, in CSS pixels. */
const slop = 3;
const wheelSpeed = 0.0018;
/** Trackpads report a pinch as Ctrl + wheel, in much smaller steps. */
const pinchSpeed = 0.01;
const lineHeight = 16;

/** Mouse, touch, pen and wheel input of one element. It reports gestures and decides nothing about the photo. */
export class Gestures {
  readonly #element: HTMLElement;
  readonly #events: GestureEvents;
  readonly #listening = new AbortController();
  readonly #pointers = new Map<number, Point>();
  #hold: Hold = 'none';
  #pressed: { at: Point; hold: Hold } | null = null;
  #isSpaceHeld = false;

  constructor(element: HTMLElement, events: GestureEvents) {
    this.#element = element;
    this.#events = events;
    this.#listenToPointers();
    this.#listenToKeys();
  }

  dispose(): void {
    this.#listening.abort();
  }

  #listenToPointers(): void {
    const { signal } = this.#listening;
    const on = (names: readonly PointerName[], act: (event: PointerEvent) => void): void => {
      for (const name of names) this.#element.addEventListener(name, act, { signal });
    };
    on(['pointerdown'], (event) => {
      this.#down(event);
    });
    on(['pointermove'], (event) => {
      this.#move(event);
    });
    on(['pointerup', 'pointercancel'], (event) => {
      this.#up(event);
    });
    on(['pointerleave'], () => {
      if (this.#hold === 'none') this.#events.onHover(null);
    });
    const wheel = (event: WheelEvent): void => {
      this.#wheel(event);
    };
    this.#element.addEventListener('wheel', wheel, { signal, passive: false });
    const doubleClick = (event: MouseEvent): void => {
      if (!isControl(event)) this.#events.onDoubleClick(this.#pointOf(event));
    };
    this.#element.addEventListener('dblclick', doubleClick, { signal });
  }

  #listenToKeys(): void {
    const { signal } = this.#listening;
    const key = (event: KeyboardEvent): void => {
      this.#key(event);
    };
    window.addEventListener('keydown', key, { signal });
    window.addEventListener('keyup', key, { signal });
    const letGo = (): void => {
      this.#setHand(false);
    };
    window.addEventListener('blur', letGo, { signal });
  }

  #pointOf({ clientX, clientY }: MouseEvent): Point {
    const { left, top } = this.#element.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  #setHold(hold: Hold): void {
    if (this.#hold === hold) return;
    this.#hold = hold;
    this.#events.onHold(hold);
  }

  #down(event: PointerEvent): void {
    if (isControl(event) || (event.pointerType === 'mouse' && event.button > 1)) return;
    const at = this.#pointOf(event);
    this.#pointers.set(event.pointerId, at);
    this.#element.setPointerCapture(event.pointerId);
    if (this.#pointers.size === 2) {
      this.#pressed = null;
      this.#setHold('pinch');
    } else if (this.#pointers.size === 1) {
      const takesLine =
        event.button === 0 &&
        !this.#isSpaceHeld &&
        this.#events.holdsSplit(at, event.pointerType === 'touch');
      this.#pressed = { at, hold: takesLine ? 'split' : 'pan' };
      // The middle button would scroll.
      if (event.button === 1) event.preventDefault();
    }
  }

  #move(event: PointerEvent): void {
    const at = this.#pointOf(event);
    const last = this.#pointers.get(event.pointerId);
    if (last !== undefined) {
      if (this.#hold === 'pinch') this.#pinch(event.pointerId, at);
      else this.#drag(last, at, event.pointerId);
    }
    this.#events.onHover(at);
  }

  #drag(last: Point, at: Point, id: number): void {
    const pressed = this.#pressed;
    if (pressed === null) return;
    if (this.#hold === 'none') {
      if (Math.hypot(at.x - pressed.at.x, at.y - pressed.at.y) < slop) return;
      this.#setHold(pressed.hold);
    }
    this.#pointers.set(id, at);
    if (this.#hold === 'split') this.#events.onSplit(at.x);
    else this.#events.onPan({ x: at.x - last.x, y: at.y - last.y });
  }

  /** Two fingers: their distance sets the scale, their midpoint moves the photo. */
  #pinch(id: number, at: Point): void {
    const before = spanOf(this.#pointers);
    this.#pointers.set(id, at);
    const after = spanOf(this.#pointers);
    if (before === null || after === null) return;
    this.#events.onPan({ x: after.middle.x - before.middle.x, y: after.middle.y - before.middle.y });
    this.#events.onZoom(after.length / before.length, after.middle);
  }

  #up(event: PointerEvent): void {
    if (!this.#pointers.delete(event.pointerId)) return;
    if (this.#hold === 'none' && this.#pressed !== null && event.type === 'pointerup') this.#events.onTap();
    this.#pressed = null;
    if (this.#pointers.size < 2) this.#setHold('none');
    const [rest] = this.#pointers.values();
    // The finger that stays down continues to pan.
    if (rest !== undefined) this.#pressed = { at: rest, hold: 'pan' };
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * lineHeight : event.deltaY;
    const speed = event.ctrlKey ? pinchSpeed : wheelSpeed;
    this.#events.onZoom(Math.exp(-pixels * speed), this.#pointOf(event));
  }

  /** Space over the photo pans. On a control it keeps its usual meaning. */
  #key(event: KeyboardEvent): void {
    if (event.code !== 'Space') return;
    const isOurs = event.target === document.body || event.target === this.#element;
    if (isOurs) event.preventDefault();
    this.#setHand(isOurs && event.type === 'keydown');
  }

  #setHand(isHeld: boolean): void {
    this.#isSpaceHeld = isHeld;
    this.#element.toggleAttribute('data-hand', isHeld);
  }
}

type PointerName = 'pointerdown' | 'pointermove' | 'pointerup' | 'pointercancel' | 'pointerleave';

/** Buttons on the stage do not count as the photo. */
function isControl({ target }: Event): boolean {
  return target instanceof Element && target.closest('button') !== null;
}

function spanOf(pointers: ReadonlyMap<number, Point>): { middle: Point; length: number } | null {
  const [a, b] = pointers.values();
  if (a === undefined || b === undefined) return null;
  return {
    middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 },
    length: Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)),
  };
}

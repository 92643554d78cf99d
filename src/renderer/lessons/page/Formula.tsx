import katex from 'katex';
import 'katex/dist/katex.min.css';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { learn } from '../state/learn';
import css from './Formula.module.css';

/** One symbol of a formula. */
export type FormulaSymbol = {
  /** The id that `\sym{ID}{...}` gives it in the formula. */
  readonly id: string;
  /** The symbol itself, in TeX. */
  readonly tex: string;
  /** What it stands for. */
  readonly meaning: string;
  /** Its value in the figure now. */
  readonly value: string;
};

export type FormulaProps = {
  /** TeX. `\sym{w}{w_i}` ties a part of it to a symbol. */
  tex: string;
  symbols: readonly FormulaSymbol[];
};

/** Only `\htmlData`, which ties a part to its symbol, may reach beyond mathematics. */
const options: katex.KatexOptions = {
  displayMode: true,
  strict: 'ignore',
  trust: ({ command }) => command === '\\htmlData',
  macros: { '\\sym': '\\htmlData{symbol=#1}{#2}' },
};

function symbolAt(target: EventTarget): string | null {
  const part = target instanceof Element ? target.closest('[data-symbol]') : null;
  return part?.getAttribute('data-symbol') ?? null;
}

function show(symbol: string | null): void {
  learn.setState({ symbol });
}

/** A formula with live numbers. A symbol under the pointer shows its value, in the list and in the figure. */
export function Formula({ tex, symbols }: FormulaProps) {
  const shown = useStore(learn, ({ symbol }) => symbol);
  return (
    <div
      className={css['formula']}
      onPointerOver={({ target }) => {
        show(symbolAt(target));
      }}
      onPointerLeave={() => {
        show(null);
      }}
    >
      <Tex tex={tex} />
      <dl className={css['symbols']}>
        {symbols.map(({ id, tex: symbol, meaning, value }) => (
          <div key={id} className={css['symbol']} data-symbol={id} data-shown={shown === id}>
            <dt>
              <Tex tex={symbol} isInline /> {meaning}
            </dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** TeX, set by KaTeX. Screen readers get its MathML. */
export function Tex({ tex, isInline = false }: { tex: string; isInline?: boolean }) {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const span = place.current;
    if (span === null) return undefined;
    // Built as elements: the page's policy forbids styles in markup.
    katex.render(tex, span, { ...options, displayMode: !isInline });
    // A formula wider than its place is scrolled by the arrow keys.
    const observer = new ResizeObserver(() => {
      if (span.scrollWidth > span.clientWidth && !isInline) span.tabIndex = 0;
      else span.removeAttribute('tabindex');
    });
    observer.observe(span);
    return () => {
      observer.disconnect();
    };
  }, [tex, isInline]);
  return <span ref={place} className={isInline ? undefined : css['tex']} />;
}

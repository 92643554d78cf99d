import css from './DropLine.module.css';

type DropLineProps = {
  /** CSS pixels of the list. */
  at: { readonly x: number; readonly y: number };
  /** It lies between two rows of a table. */
  isAcross?: boolean;
};

/** Where dragged photos would come to stand. */
export function DropLine({ at: { x, y }, isAcross = false }: DropLineProps) {
  return (
    <span
      className={css['line']}
      role="presentation"
      data-across={isAcross}
      style={isAcross ? { insetBlockStart: y } : { insetBlockStart: y, insetInlineStart: x }}
    />
  );
}

import { markup, type Markup } from './markup';

/** A column: its title, and whether it holds numbers. */
export type Column = { readonly title: string; readonly isNumber?: boolean };

/** A table that scrolls sideways where it is too wide. @param rows markup of `<tr>` elements */
export function table(columns: readonly Column[], rows: readonly Markup[]): Markup {
  const heads = columns.map(({ title, isNumber = false }) =>
    isNumber ? markup`<th class="number">${title}</th>` : markup`<th>${title}</th>`,
  );
  return markup`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${heads}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

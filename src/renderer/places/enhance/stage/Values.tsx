import { useStore } from 'zustand';
import { view } from '../state/view';
import { text } from '../../../text/en';
import css from './Values.module.css';

function triple(values: readonly number[]): string {
  return values.map((value) => String(Math.round(value)).padStart(3, ' ')).join(' ');
}

/** Stored values under the pointer: before, after and truth. Means from a smaller copy are marked as such. */
export function Values() {
  const values = useStore(view, (state) => state.values);
  const isExact = values?.isExact ?? true;
  return (
    <dl
      className={css['values']}
      aria-label={text.stage.values}
      title={isExact ? undefined : text.values.inexact}
    >
      {values !== null && (
        <>
          <Value mark={css['before']} label={text.values.before} rgb={values.before} isExact={isExact} />
          {values.after !== null && (
            <Value mark={css['after']} label={text.values.after} rgb={values.after} isExact={isExact} />
          )}
          {values.truth !== null && (
            <Value mark={css['truth']} label={text.values.truth} rgb={values.truth} isExact={isExact} />
          )}
        </>
      )}
    </dl>
  );
}

type ValueProps = { mark: string | undefined; label: string; rgb: readonly number[]; isExact: boolean };

function Value({ mark, label, rgb, isExact }: ValueProps) {
  return (
    <div className={css['value']}>
      <dt className={mark}>{label}</dt>
      <dd>
        {/* The space stays reserved, so numbers do not move when they become exact. */}
        <span className={css['about']} data-exact={isExact}>
          {text.values.about}
        </span>
        {triple(rgb)}
      </dd>
    </div>
  );
}

import { Select, type SelectProps } from '../../../ui/Select';
import css from './RawSection.module.css';

/** A choice with its name, in one line. */
export function RawChoice<T extends string>(props: SelectProps<T>) {
  return (
    <div className={css['row']}>
      <span>{props.label}</span>
      <Select {...props} />
    </div>
  );
}

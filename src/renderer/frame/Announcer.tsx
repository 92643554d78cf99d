import css from './Announcer.module.css';

/** Says to a screen reader what others see. */
export function Announcer({ line }: { line: string }) {
  return (
    <p className={css['unseen']} role="status">
      {line}
    </p>
  );
}

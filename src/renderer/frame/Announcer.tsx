import css from './Announcer.module.css';

/** Announces changes to screen readers. */
export function Announcer({ line }: { line: string }) {
  return (
    <p className={css['unseen']} role="status">
      {line}
    </p>
  );
}

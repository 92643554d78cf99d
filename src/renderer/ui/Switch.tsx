import css from './Switch.module.css';

export type SwitchProps = { label: string; isOn: boolean; onChange: (isOn: boolean) => void };

/** An on/off switch with its label beside it. */
export function Switch({ label, isOn, onChange }: SwitchProps) {
  return (
    <button
      type="button"
      className={css['row']}
      role="switch"
      aria-checked={isOn}
      onClick={() => {
        onChange(!isOn);
      }}
    >
      <span className={css['track']}>
        <span className={css['knob']} />
      </span>
      {label}
    </button>
  );
}

import type { LucideIcon } from 'lucide-react';
import { Tooltip } from 'radix-ui';
import type { ButtonHTMLAttributes, Ref } from 'react';
import { classes } from './classes';
import css from './IconButton.module.css';

export type IconButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  icon: LucideIcon;
  /** Its name, also shown when the pointer rests on it. */
  label: string;
  hint?: string;
  isPressed?: boolean;
  isFramed?: boolean;
  /** A dialog is above everything and would cover the tooltip. */
  hasTip?: boolean;
  ref?: Ref<HTMLButtonElement>;
};

/** A button with only an icon. */
export function IconButton({ hasTip = true, hint, ...rest }: IconButtonProps) {
  if (!hasTip) return <Bare {...rest} />;
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>
        <Bare {...rest} />
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className={css['tip']} sideOffset={6} collisionPadding={8}>
          {rest.label}
          {hint !== undefined && <kbd className={css['key']}>{hint}</kbd>}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}

type BareProps = Omit<IconButtonProps, 'hasTip' | 'hint'>;

function Bare({ icon: Icon, label, isPressed, isFramed, className, ...rest }: BareProps) {
  return (
    <button
      type="button"
      className={classes(css['button'], isFramed === true && css['framed'], className)}
      aria-label={label}
      aria-pressed={isPressed}
      {...rest}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
    </button>
  );
}

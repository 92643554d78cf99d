import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import css from './Button.module.css';
import { classes } from './classes';

export type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  kind?: 'plain' | 'main' | 'quiet';
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
};

/** A button with text. `main` marks the main action of its place. */
export function Button({ kind = 'plain', className, children, ...rest }: ButtonProps) {
  return (
    <button type="button" className={classes(css['button'], css[kind], className)} {...rest}>
      {children}
    </button>
  );
}

import { Component, type ReactNode } from 'react';
import { sheetText } from '../text/sheets';
import { fill } from '../text/en';
import { Button } from './Button';
import css from './ErrorBoundary.module.css';

export type ErrorBoundaryProps = {
  children: ReactNode;
  /** Another way out, for when continuing would only fail again. */
  escape?: { label: string; onEscape: () => void } | null;
};

/** Keeps an error in one place from blanking the window. It shows what happened and offers to continue. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { message: string | null }> {
  override state: { message: string | null } = { message: null };

  static getDerivedStateFromError(error: unknown): { message: string } {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { message } = this.state;
    const { children, escape = null } = this.props;
    if (message === null) return children;
    return (
      <div className={css['broken']} role="alert">
        <h2 className={css['title']}>{sheetText.crash.title}</h2>
        <p>{fill(sheetText.crash.note, { message })}</p>
        <div className={css['buttons']}>
          <Button
            kind="main"
            onClick={() => {
              this.setState({ message: null });
            }}
          >
            {sheetText.crash.again}
          </Button>
          {escape !== null && (
            <Button
              onClick={() => {
                escape.onEscape();
                this.setState({ message: null });
              }}
            >
              {escape.label}
            </Button>
          )}
        </div>
      </div>
    );
  }
}

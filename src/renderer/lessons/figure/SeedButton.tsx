import type { ReactNode } from 'react';
import { Button } from '../../ui/Button';

/** Seeds are small, so that they can be told to others. */
const mostSeeds = 999;

export type SeedButtonProps = { seed: number; onChange: (seed: number) => void; children: ReactNode };

/** Draws anew: the next seed, and the first one after the last. */
export function SeedButton({ seed, onChange, children }: SeedButtonProps) {
  return (
    <Button
      onClick={() => {
        onChange((seed % mostSeeds) + 1);
      }}
    >
      {children}
    </Button>
  );
}

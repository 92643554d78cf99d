import { useEffect, useRef, useState } from 'react';

/** So often is progress told to a screen reader. */
const pauseMs = 10_000;

/** The line as it was at most ten seconds ago. */
export function useCalm(line: string): string {
  const latest = useRef(line);
  const [said, setSaid] = useState(line);
  useEffect(() => {
    latest.current = line;
  }, [line]);
  useEffect(() => {
    const timer = setInterval(() => {
      setSaid(latest.current);
    }, pauseMs);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return said;
}

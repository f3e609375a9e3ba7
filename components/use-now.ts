import { useEffect, useState } from 'preact/hooks';

const minute = 60_000;

/** The time of day, moving on once a minute, so that "2 min ago" stays true. Epoch milliseconds. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minute);
    return () => clearInterval(timer);
  }, []);
  return now;
}

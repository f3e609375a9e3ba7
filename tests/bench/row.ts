/** One line of the table: what was measured, and what it should be. */
export type Row = {
  /** P1 to P18 of reliability-performance 4.4; `XL` = its size 5.2; `plan`; `start` = of the browser. */
  id: string;
  what: string;
  value: number;
  unit: 'ratio' | 'ms' | 'kB' | 'count' | 'share';
  /** At most this, or at least for what should be large. */
  target: number;
  /** What CI still lets pass: its machines are noisy. */
  gate: number;
  atLeast?: true;
};

/** How many times things are measured: `npm run bench`, and the short run of CI. */
export type Samples = {
  loads: number;
  actions: number;
  opens: number;
  scores: number;
  runs: number;
};

/** One file's worth of measuring. */
export type Measure = { ids: string[]; run(samples: Samples): Promise<Row[]> };

export const meets = ({ value, atLeast }: Row, bound: number): boolean =>
  atLeast ? value >= bound : value <= bound;

const units: Record<Row['unit'], (value: number) => string> = {
  ratio: (value) => value.toFixed(2),
  ms: (value) => `${value.toFixed(1)} ms`,
  kB: (value) => `${value.toFixed(0)} kB`,
  count: (value) => String(value),
  share: (value) => `${(value * 100).toFixed(1)} %`,
};

export const shown = ({ unit }: Row, value: number): string => units[unit](value);

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = sorted.slice(middle - 1, middle + 1);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? Number.NaN) : (low + high) / 2;
}

/** The 95th of a hundred. */
export const p95 = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN;

/** Runs every kind so many times, in a new order of chance each time, and keeps what each took. */
export async function interleave<K extends string>(
  times: number,
  kinds: Record<K, () => Promise<number>>,
): Promise<Record<K, number[]>> {
  const names = Object.keys(kinds) as K[];
  const taken = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<
    K,
    number[]
  >;
  for (let round = 0; round <= times; round++) {
    for (const name of names.toSorted(() => Math.random() - 0.5)) {
      const value = await kinds[name]();
      if (round > 0) taken[name].push(value); // the first one warms caches and the worker
    }
  }
  return taken;
}

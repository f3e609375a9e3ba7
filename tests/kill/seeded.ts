/** A random number from `from` to `to`, both inclusive. */
export type Random = (from: number, to: number) => number;

/** Repeatable numbers: the same seed gives the same row of them (mulberry32, public domain). */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return (from, to) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    const share = ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    return from + Math.floor(share * (to - from + 1));
  };
}

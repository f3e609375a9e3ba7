import type { SisError } from '../../sis/sis-client.ts';

/** Server errors in a row that make an outage. */
const outageLength = 3;

/**
 * Tells an item the SIS always stumbles over from a SIS that is down: one item's server error must not stop every
 * run at the same place, and an outage must not fail every item.
 */
export function createOutage() {
  let inARow = 0;
  return {
    isSingle: ({ code, status }: SisError): boolean =>
      code === 'SIS_DOWN' && status !== null && ++inARow < outageLength,
    answered(): void {
      inARow = 0;
    },
  };
}

import { initialSis } from './data.ts';
import { type Fault, newFaultDesk } from './faults.ts';
import { type Held, type HoldOptions, newGate } from './gate.ts';
import { type GradebookClass, gradebookOf } from './gradebook.ts';
import { refId } from './json-object.ts';
import type { SisState } from './model.ts';
import { newTokenDesk, type TokenDesk } from './oauth.ts';
import { type ProductName, products } from './product.ts';
import type { Sis, SisRequest } from './sis.ts';

/** How a test steers and reads the SIS while it runs. */
export type SisControls = {
  /** The live data; tests may read and change all of it. */
  state: SisState;
  /** Client, token life time and granted scopes; a change holds for tokens issued from then on. */
  desk: TokenDesk;
  /** Every request seen, oldest first (the HTML page and /gradebook.json are left out). */
  requests: SisRequest[];
  /** Milliseconds every answer is delayed; settable. */
  latency: number;
  gradebook(): GradebookClass[];
  /** PUTs seen so far, whatever became of them; `match` is over path and query. */
  puts(match?: RegExp): SisRequest[];
  /** DELETEs seen so far: must stay empty. */
  deletes(): SisRequest[];
  /** Somebody types another score into the gradebook, or with null clears it. */
  typeScore(title: string, studentId: string, score: number | null): void;
  failNext(fault: Fault): void;
  /** Forgets faults that have not happened yet. */
  clearFaults(): void;
  hold(options?: HoldOptions): Held;
  release(): void;
  /** Makes every token issued so far invalid. */
  expireTokens(): void;
};

export const newSis = (name: ProductName = 'oneroster'): Sis => ({
  state: initialSis(),
  desk: newTokenDesk(products[name].version),
  product: products[name],
  oauth1: { consumerKey: 'sandbox-client', consumerSecret: 'sandbox-secret', nonces: new Set() },
  faults: newFaultDesk(),
  gate: newGate(),
  requests: [],
  latency: 0,
  origin: '',
});

/** The controls of one SIS. */
export function sisControls(sis: Sis): SisControls {
  const { state, desk, requests, faults, gate } = sis;
  const seen = (method: string, match: RegExp): SisRequest[] =>
    requests.filter((request) => request.method === method && match.test(request.path));
  return {
    state,
    desk,
    requests,
    get latency() {
      return sis.latency;
    },
    set latency(milliseconds) {
      sis.latency = milliseconds;
    },
    gradebook: () => gradebookOf(state),
    puts: (match = /./) => seen('PUT', match),
    deletes: () => seen('DELETE', /./),
    typeScore: (title, studentId, score) => typeScore(state, title, studentId, score),
    failNext: (fault) => void faults.waiting.push({ fault, left: fault.times ?? 1 }),
    clearFaults: () => void faults.waiting.splice(0),
    hold: gate.hold,
    release: gate.release,
    expireTokens: () => desk.tokens.clear(),
  };
}

function typeScore(state: SisState, title: string, studentId: string, score: number | null): void {
  for (const [id, result] of state.results) {
    const item = state.lineItems.get(refId(result, 'lineItem'));
    if (item?.title !== title || refId(result, 'student') !== studentId) continue;
    if (score === null) state.results.delete(id);
    else state.results.set(id, { ...result, scoreStatus: 'fully graded', score });
  }
}

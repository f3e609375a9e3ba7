import { afterEach, beforeEach, vi } from 'vitest';
import { loadFixture } from './fixture.ts';
import { type Harness, pass, start } from './harness.ts';

let page: Harness | undefined;

/** Every test of the file has a clock of its own, and its page is ended afterwards. */
export function onePageEach(): void {
  beforeEach(() => {
    window.sessionStorage.clear(); // what an earlier page has submitted
    vi.useFakeTimers({ now: new Date('2026-11-23T12:00:00Z') });
  });
  afterEach(() => {
    page?.end();
    page = undefined;
    vi.useRealTimers();
  });
}

/** Starts the content script on the document as it is. */
export function open(path: string, given: Parameters<typeof start>[1] = {}): Harness {
  page = start(path, given);
  return page;
}

/** Starts it on a fixture, and lets it read what is stored. */
export async function begin(
  fixture: string,
  path: string,
  given: Parameters<typeof start>[1] = {},
): Promise<Harness> {
  loadFixture(fixture);
  const opened = open(path, given);
  await pass();
  return opened;
}

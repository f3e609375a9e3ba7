/** The part of `browser.storage.local` and `.session` that is used, as a port. Values are JSON. */
export type KeyValue = {
  get(keys: string | string[] | null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string | string[]): Promise<void>;
};

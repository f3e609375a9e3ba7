export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The sourcedId in a reference of a stored object; '' when there is none. */
export function refId(object: JsonObject | undefined, name: string): string {
  const ref = object?.[name];
  return isObject(ref) && typeof ref.sourcedId === 'string' ? ref.sourcedId : '';
}

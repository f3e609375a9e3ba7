import type { Context } from 'hono';

/** The named text fields of a POST, from either encoding. Files are left out: the replica takes none. */
export async function postedFields(c: Context): Promise<Record<string, string>> {
  const body = await c.req.parseBody();
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(body)) {
    if (typeof value === 'string') fields[name] = value;
  }
  return fields;
}

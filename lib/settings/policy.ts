import * as z from 'zod/mini';
import { isSecureUrl } from '../net/guarded-fetch.ts';
import type { KeyValue } from '../storage/key-value.ts';

const url = z.string().check(
  z.refine((text) => URL.canParse(text) && isSecureUrl(new URL(text)), {
    error: 'must be an https address',
  }),
);

const auth = z.strictObject({
  type: z.enum(['oauth2-pkce', 'oauth2-client-credentials', 'oauth1']),
  authorizationUrl: z.optional(url),
  tokenUrl: z.optional(url),
  clientId: z.string(),
  clientSecret: z.optional(z.string()),
  scopes: z.optional(z.array(z.string())),
  headers: z.optional(z.record(z.string(), z.string())),
});

/** What a district may set in `storage.managed`; public/managed-schema.json says the same to Chrome. */
const policySchema = z.strictObject({
  sisName: z.optional(z.string()),
  profile: z.optional(
    z.enum([
      'oneroster',
      'aeries',
      'eschoolplus',
      'infinite-campus',
      'powerschool',
      'skyward',
      'sis-connect',
    ]),
  ),
  oneRoster: z.optional(
    z.strictObject({ version: z.enum(['1.2', '1.1']), rosteringUrl: url, gradebookUrl: url }),
  ),
  auth: z.optional(auth),
  lmsOrigins: z.optional(z.array(url)),
  defaultInclude: z.optional(z.boolean()),
  newItemsWaitForReview: z.optional(z.boolean()),
  schedule: z.optional(z.strictObject({ everyMinutes: z.number() })),
  dataConsentGiven: z.optional(z.boolean()),
});

export type Policy = z.infer<typeof policySchema>;

/** What this version can honour. A policy that asks for more is refused whole: half a policy is not the district's. */
const unsupported = (policy: Policy): string | null => {
  if (policy.oneRoster?.version === '1.1') return 'oneRoster.version: 1.1';
  if (policy.auth && policy.auth.type !== 'oauth2-client-credentials') {
    return `auth.type: ${policy.auth.type}`;
  }
  if (policy.profile && policy.profile !== 'oneroster') return `profile: ${policy.profile}`;
  for (const key of ['newItemsWaitForReview', 'schedule'] as const) {
    if (policy[key] !== undefined) return key;
  }
  return null;
};

export type PolicyReading = { policy: Policy } | { refused: string };

function describe(issue: z.core.$ZodIssue): string {
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys')
    return `unknown: ${[path, ...issue.keys].filter(Boolean).join('.')}`;
  return `${path}: ${issue.code === 'custom' ? issue.message : issue.code}`;
}

/** Parses the managed storage. Unknown or invalid values refuse the whole policy, and say which. */
export function parsePolicy(values: unknown): PolicyReading {
  const parsed = z.safeParse(policySchema, values);
  if (!parsed.success) {
    return { refused: parsed.error.issues.map(describe).join('; ') };
  }
  const missing = unsupported(parsed.data);
  return missing ? { refused: `not supported yet: ${missing}` } : { policy: parsed.data };
}

/** The district's policy as it stands now. */
export async function readPolicy(managed: Pick<KeyValue, 'get'>): Promise<PolicyReading> {
  try {
    return parsePolicy(await managed.get(null));
  } catch {
    // Firefox: "Managed storage manifest not found" where the district has set nothing.
    return { policy: {} };
  }
}

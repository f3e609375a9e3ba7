import * as z from 'zod/mini';
import { longestPeriod, shortestPeriod } from '../model/schedule.ts';
import { oneRosterVersions, sisSystems, versionsOf } from '../model/sis-system.ts';
import { isSecureUrl } from '../net/guarded-fetch.ts';
import { once } from '../once.ts';
import type { KeyValue } from '../storage/key-value.ts';

/**
 * What a district may set in `storage.managed`. public/managed-schema.json has the same keys for Chrome, but takes any
 * text where this wants one of a few: Chrome drops a whole key when anything in it does not fit its schema, and what is
 * dropped cannot be refused.
 */
export const policySchema = once(() => {
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
    /** For `oauth1`; HMAC-SHA1 where nothing is said. */
    signatureMethod: z.optional(z.enum(['HMAC-SHA1', 'HMAC-SHA256'])),
    headers: z.optional(z.record(z.string(), z.string())),
  });

  return z.strictObject({
    sisName: z.optional(z.string()),
    profile: z.optional(z.enum(sisSystems)),
    oneRoster: z.optional(
      z.strictObject({ version: z.enum(oneRosterVersions), rosteringUrl: url, gradebookUrl: url }),
    ),
    auth: z.optional(auth),
    lmsOrigins: z.optional(z.array(url)),
    defaultInclude: z.optional(z.boolean()),
    newItemsWaitForReview: z.optional(z.boolean()),
    schedule: z.optional(
      z.strictObject({
        everyMinutes: z.int().check(z.minimum(shortestPeriod), z.maximum(longestPeriod)),
      }),
    ),
    dataConsentGiven: z.optional(z.boolean()),
  });
});

export type Policy = z.infer<ReturnType<typeof policySchema>>;

/** A connection is set whole, but for a system's own rules: a part that is missing may be one that Chrome has dropped. */
function missingPart(policy: Policy): string | null {
  const parts = ['profile', 'oneRoster', 'auth'] as const;
  const missing = parts.filter((part) => policy[part] === undefined);
  const isPlain = missing.join() === 'profile'; // plain OneRoster
  return isPlain || missing.length === 0 || missing.length === parts.length
    ? null
    : `${missing.join(', ')}: missing`;
}

/** What does not go together: the first contradiction, in the policy's own names. */
function contradiction(policy: Policy): string | null {
  const { profile, oneRoster, auth } = policy;
  const missing = missingPart(policy);
  if (missing) return missing;
  if (profile && oneRoster && !versionsOf[profile].includes(oneRoster.version)) {
    return `oneRoster.version: ${profile} takes ${versionsOf[profile].join(' or ')}`;
  }
  if (auth?.type === 'oauth1' && oneRoster?.version === '1.2') {
    return 'auth.type: oauth1 is of OneRoster 1.1';
  }
  if (auth && auth.type !== 'oauth1' && !auth.tokenUrl) return 'auth.tokenUrl: missing';
  if (auth?.type === 'oauth2-pkce' && !auth.authorizationUrl)
    return 'auth.authorizationUrl: missing';
  return null;
}

export type PolicyReading = { policy: Policy } | { refused: string };

function describe(issue: z.core.$ZodIssue): string {
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys')
    return `unknown: ${[path, ...issue.keys].filter(Boolean).join('.')}`;
  return `${path}: ${issue.code === 'custom' ? issue.message : issue.code}`;
}

/** Parses the managed storage. Unknown or invalid values refuse the whole policy, and say which. */
export function parsePolicy(values: unknown): PolicyReading {
  const parsed = z.safeParse(policySchema(), values);
  if (!parsed.success) {
    return { refused: parsed.error.issues.map(describe).join('; ') };
  }
  const wrong = contradiction(parsed.data);
  return wrong ? { refused: wrong } : { policy: parsed.data };
}

/** Where the browser has the district's policy. */
export type PolicyArea = Pick<KeyValue, 'get'> & {
  /** What the browser says the policy is; until it does `get` may answer what it was last time. */
  confirmed: () => Promise<Record<string, unknown>>;
};

/** The same area, read without what it was last time. */
export const inForce = ({ confirmed }: PolicyArea): Pick<KeyValue, 'get'> => ({ get: confirmed });

/** How Firefox says that the district has set nothing (its bug 1868153). */
const isNoPolicy = (error: unknown): boolean =>
  error instanceof Error && /managed storage manifest not found/i.test(error.message);

/**
 * The district's policy as far as it is known. Rejects when the browser does not let it be read, as to a worker that it is
 * ending: that is not the same as none, under which what was typed would step in.
 */
export async function readPolicy(managed: Pick<KeyValue, 'get'>): Promise<PolicyReading> {
  const values = await managed.get(null).catch((error: unknown) => {
    if (isNoPolicy(error)) return {};
    throw error;
  });
  return parsePolicy(values);
}

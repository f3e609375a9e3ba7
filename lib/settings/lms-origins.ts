import * as z from 'zod/mini';
import type { LmsDomain } from '../model/panel-view.ts';
import { once } from '../once.ts';
import type { KeyValue } from '../storage/key-value.ts';
import type { SettingsPorts } from './connection.ts';
import { readPolicy } from './policy.ts';

export const lmsOriginsKey = 'lmsOrigins';
const schema = once(() => z.array(z.string()));

export type LmsPorts = Pick<SettingsPorts, 'local' | 'managed'>;

/** What the teacher has typed, whatever the district lists. */
export async function typedLmsOrigins(local: KeyValue): Promise<string[]> {
  const parsed = z.safeParse(schema(), (await local.get(lmsOriginsKey))[lmsOriginsKey]);
  return parsed.success ? parsed.data : [];
}

/** Schoology's own hosts need no entry: the extension is always there. */
const isCustom = (origin: string): boolean =>
  !/^https:\/\/([^/]+\.)?schoology\.com(:\d+)?$/.test(origin);

/**
 * Schoology at a district's own address, such as `https://lms.district.org` (schoology facts 1.1): what the policy
 * lists and what the teacher has typed, each origin once. A refused policy lists nothing.
 */
export async function readLmsDomains(ports: LmsPorts): Promise<Omit<LmsDomain, 'granted'>[]> {
  const reading = await readPolicy(ports.managed);
  const listed = 'policy' in reading ? (reading.policy.lmsOrigins ?? []) : [];
  const fromPolicy = listed.map((url) => new URL(url).origin);
  const typed = (await typedLmsOrigins(ports.local)).filter(
    (origin) => !fromPolicy.includes(origin),
  );
  return [
    ...[...new Set(fromPolicy)].map((origin) => ({ origin, fromPolicy: true })),
    ...typed.map((origin) => ({ origin, fromPolicy: false })),
  ].filter(({ origin }) => isCustom(origin));
}

export async function addLmsOrigin(local: KeyValue, origin: string): Promise<void> {
  const typed = await typedLmsOrigins(local);
  if (isCustom(origin)) await local.set({ [lmsOriginsKey]: [...new Set([...typed, origin])] });
}

export async function removeLmsOrigin(local: KeyValue, origin: string): Promise<void> {
  const typed = await typedLmsOrigins(local);
  await local.set({ [lmsOriginsKey]: typed.filter((other) => other !== origin) });
}

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { parsePolicy, policySchema } from '../../../lib/settings/policy.ts';
import { policy } from './a-policy.ts';

const read = (path: string): string =>
  readFileSync(resolve(import.meta.dirname, '../../..', path), 'utf8');

/** As much of a JSON schema as both have. */
type Schema = { type?: string; properties?: Record<string, Schema>; items?: Schema };

/** Types by key, as deep as both schemas can tell. */
const shapeOf = ({ type, properties, items }: Schema): unknown =>
  properties
    ? Object.fromEntries(Object.entries(properties).map(([key, one]) => [key, shapeOf(one)]))
    : items
      ? [shapeOf(items)]
      : type;

describe('policy', () => {
  it('is taken as it is when every value is known', () => {
    expect(parsePolicy(policy)).toEqual({ policy });
    expect(parsePolicy({})).toEqual({ policy: {} });
  });

  it.each([
    ['an unknown key', { ...policy, sisname: 'x' }, /unknown: sisname/],
    [
      'http to another machine',
      { ...policy, oneRoster: { ...policy.oneRoster, gradebookUrl: 'http://sis.example/' } },
      /oneRoster.gradebookUrl.*https/,
    ],
    ['no address', { ...policy, auth: { ...policy.auth, tokenUrl: 'sis' } }, /auth.tokenUrl/],
    ['a wrong type', { defaultInclude: 'yes' }, /defaultInclude/],
    [
      'a sign-in that the version of OneRoster has not',
      { ...policy, auth: { ...policy.auth, type: 'oauth1' } },
      /auth.type: oauth1 is of OneRoster 1.1/,
    ],
    [
      'a version that the system does not speak',
      { ...policy, profile: 'aeries' },
      /oneRoster.version: aeries takes 1.1/,
    ],
    [
      'teachers signing in nowhere',
      { ...policy, auth: { ...policy.auth, type: 'oauth2-pkce' } },
      /auth.authorizationUrl: missing/,
    ],
    ['a schedule of no minutes', { schedule: { everyMinutes: 0 } }, /schedule.everyMinutes/],
    ['a schedule of half minutes', { schedule: { everyMinutes: 7.5 } }, /schedule.everyMinutes/],
  ])('is refused whole for %s, and says which', (_, values, message) => {
    const reading = parsePolicy(values);
    expect('refused' in reading ? reading.refused : '').toMatch(message);
  });

  it('takes http for this machine only', () => {
    const local = { ...policy.oneRoster, rosteringUrl: 'http://127.0.0.1:8080/r' };
    expect(parsePolicy({ ...policy, oneRoster: local })).toHaveProperty('policy');
  });

  it.each(['oneRoster', 'auth'])('is refused whole where the browser has dropped %s', (dropped) => {
    const { [dropped]: _, ...rest } = policy as Record<string, unknown>;
    expect(parsePolicy(rest)).toEqual({ refused: `${dropped}: missing` });
  });

  it('is refused where of the connection only the system is left', () => {
    const { oneRoster: _, auth: _a, ...rest } = policy;
    expect(parsePolicy(rest)).toEqual({ refused: 'oneRoster, auth: missing' });
  });

  it('is of plain OneRoster where it names no system', () => {
    const { profile: _, ...plain } = policy;
    expect(parsePolicy(plain)).toEqual({ policy: plain });
  });

  it('is the one that the README shows districts', () => {
    const [, example = ''] = /```json\n(.*?)```/s.exec(read('README.md')) ?? [];
    expect(parsePolicy(JSON.parse(example))).toHaveProperty('policy');
  });

  // Chrome drops what its schema does not know, or takes for another type: https://developer.chrome.com/docs/extensions/reference/manifest/storage
  it('has the same keys and types in what Chrome is told of it', () => {
    const ours = shapeOf(JSON.parse(JSON.stringify(z.toJSONSchema(policySchema()))));
    expect(shapeOf(JSON.parse(read('public/managed-schema.json')))).toEqual(ours);
  });

  it('can be told by Chrome with a wrong word or an unknown text in it, so that it is refused here', () => {
    const schema = read('public/managed-schema.json');
    expect(schema).not.toContain('enum');
    const { oneRoster, auth, schedule } = JSON.parse(schema).properties;
    for (const part of [oneRoster, auth, schedule]) {
      expect(part.additionalProperties).toEqual({ type: 'string' });
    }
  });
});

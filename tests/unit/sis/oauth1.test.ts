// @vitest-environment node
import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { oauth1, signature, signatureBase } from '../../../lib/sis/oauth1.ts';
import { client, empty, fakeFetch, json, lineItem, now, refused } from './fake-sis.ts';

describe('RFC 5849', () => {
  const photos = {
    method: 'GET',
    url: 'http://photos.example.net/photos?file=vacation.jpg&size=original',
  };
  const parameters = {
    oauth_consumer_key: 'dpf43f3p2l4k3l03',
    oauth_token: 'nnch734d00sl2jdk',
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: '137131202',
    oauth_nonce: 'chapoH',
  };
  const secret = { consumer: 'kd94hf93k423kf44', token: 'pfkkdhi9sl3r4s00' };

  test('section 1.2: the signature of the protected resource', async () => {
    const base = signatureBase(photos, parameters);
    expect(await signature(base, secret, 'SHA-1')).toBe('MdpQcU8iPSUjWoN/UDMsK2sui9I=');
  });

  test('section 3.4.1.1: encoding, order and repeated names in the base string', () => {
    // The example's form-encoded body (c2&a3=2+q) stands in the query here: a JSON body is never part of the base.
    const base = signatureBase(
      {
        method: 'post',
        url: 'http://example.com/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b&c2&a3=2+q',
      },
      {
        oauth_consumer_key: '9djdj82h48djs9d2',
        oauth_token: 'kkk9d7dh3k39sjv7',
        oauth_signature_method: 'HMAC-SHA1',
        oauth_timestamp: '137131201',
        oauth_nonce: '7d8f3e4a',
      },
    );
    expect(base).toBe(
      'POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7',
    );
  });

  test('HMAC-SHA256 is the same with the other hash', async () => {
    const base = signatureBase(photos, parameters);
    const expected = createHmac('sha256', 'kd94hf93k423kf44&pfkkdhi9sl3r4s00').update(base);
    expect(await signature(base, secret, 'SHA-256')).toBe(expected.digest('base64'));
  });
});

describe('signing requests', () => {
  const signIn = (consumerSecret: () => Promise<string | null>) => {
    let nonces = 0;
    return oauth1({
      consumerKey: 'key',
      consumerSecret,
      hash: 'SHA-1',
      clock: { now: () => now },
      newNonce: () => `n${++nonces}`,
    });
  };
  const field = (header: string | null | undefined, name: string): string =>
    new RegExp(`${name}="([^"]*)"`).exec(header ?? '')?.[1] ?? '';

  test('each try has a nonce and a signature of its own', async () => {
    const { port, seen } = fakeFetch(json(503, {}), empty(201));
    await client(port, { signIn: signIn(async () => 'hush') }).putLineItem(lineItem);
    const headers = seen.map(({ authorization }) => authorization);
    expect(headers.map((header) => field(header, 'oauth_nonce'))).toEqual(['n1', 'n2']);
    expect(field(headers[0], 'oauth_signature')).not.toBe(field(headers[1], 'oauth_signature'));
    expect(headers[0]).toMatch(/^OAuth oauth_consumer_key="key", /);
    expect(headers.join()).not.toContain('hush');
  });

  test('without the secret nothing is sent', async () => {
    const { port, seen } = fakeFetch(empty(201));
    const sis = client(port, { signIn: signIn(async () => null) });
    expect(await refused(sis.putLineItem(lineItem))).toMatchObject({ code: 'AUTH_EXPIRED' });
    expect(seen).toEqual([]);
  });
});

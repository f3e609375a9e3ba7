// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { createFingerprint } from '../../../lib/sync/plan/fingerprint.ts';

const zeros = '00'.repeat(32);

// Expected values: python3, hmac.new(bytes(32), text, hashlib.sha256).hexdigest()[:32].
describe('the fingerprint of what was sent', () => {
  const short = { score: 90, title: 'Étude' };
  const long = 'a'.repeat(200);

  it('is the first half of HMAC-SHA-256 over the JSON: prints on disk must stay comparable', () => {
    const fingerprint = createFingerprint(zeros);
    expect(fingerprint(short)).toBe('05e3b1f6f85dd303adaa36078ac50d76');
    expect(fingerprint(long)).toBe('72089e8842d7d4709a8a4ddb8629891a');
  });

  it('is the same whatever was asked for before it', () => {
    const fingerprint = createFingerprint(zeros);
    fingerprint(long);
    expect(fingerprint(short)).toBe('05e3b1f6f85dd303adaa36078ac50d76');
    expect(fingerprint(short)).toBe('05e3b1f6f85dd303adaa36078ac50d76');
  });

  it('is another under another key', () => {
    expect(createFingerprint('01'.repeat(32))(short)).not.toBe(createFingerprint(zeros)(short));
  });
});

import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, randomBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/** A keyed hash of what was sent: tells "the same" from "changed" without a score being on disk. */
export type Fingerprint = (value: unknown) => string;

/** In place of the fingerprint of what was sent: something was, and whether it arrived is not known. Equal to none. */
export const sentButUnknown = '';

/**
 * HMAC-SHA-256 over the JSON of a value, cut to 128 bits, under this installation's key (hex). Synchronous, so that
 * the planner stays a pure function; WebCrypto has only asynchronous digests.
 */
export function createFingerprint(hashKey: string): Fingerprint {
  const keyed = hmac.create(sha256, hexToBytes(hashKey)); // half of the work of a short message is the key's
  return (value) =>
    bytesToHex(
      keyed
        .clone()
        .update(utf8ToBytes(JSON.stringify(value)))
        .digest()
        .subarray(0, 16),
    );
}

export const newHashKey = (): string => bytesToHex(randomBytes(32));

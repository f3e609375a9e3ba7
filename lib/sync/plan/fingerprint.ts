import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, randomBytes } from '@noble/hashes/utils.js';

/** A keyed hash of what was sent: tells "the same" from "changed" without a score being on disk. */
export type Fingerprint = (value: unknown) => string;

/** In place of the fingerprint of what was sent: something was, and whether it arrived is not known. Equal to none. */
export const sentButUnknown = '';

/** In bytes. */
const length = 16;

/**
 * HMAC-SHA-256 over the JSON of a value, cut to 128 bits, under this installation's key (hex). Synchronous, so that
 * the planner stays a pure function; WebCrypto has only asynchronous digests.
 *
 * A teacher's year is 63,000 of them: half of the work of a short message is the key's, so it is done once, and most
 * of what is left would be making new objects, so one of each is written over every time.
 */
export function createFingerprint(hashKey: string): Fingerprint {
  const keyed = hmac.create(sha256, hexToBytes(hashKey));
  const work = keyed.clone();
  const digest = new Uint8Array(keyed.outputLen);
  const text = new TextEncoder();
  return (value) => {
    const message = text.encode(JSON.stringify(value));
    keyed._cloneInto(work).update(message).digestInto(digest);
    return bytesToHex(digest.subarray(0, length));
  };
}

export const newHashKey = (): string => bytesToHex(randomBytes(32));

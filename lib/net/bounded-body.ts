/**
 * The body of an answer, read no further than `maxBytes`: null when there is none, 'too large' when it is longer, and
 * then the rest is never fetched. Rejects as reading does, when the body breaks off.
 */
export async function boundedBody(
  { body }: Response,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | null | 'too large'> {
  if (!body) return null;
  const reader = body.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return size > 0 ? joined(chunks, size) : null;
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      return 'too large';
    }
    chunks.push(value);
  }
}

/** Not a Blob: a browser keeps those in another process, and an answer is a few bytes. */
function joined(chunks: Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

/**
 * The body of an answer, read no further than `maxBytes`: null when there is none, 'too large' when it is longer, and
 * then the rest is never fetched. Rejects as reading does, when the body breaks off.
 */
export async function boundedBody(
  { body }: Response,
  maxBytes: number,
): Promise<Blob | null | 'too large'> {
  if (!body) return null;
  const reader = body.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return size > 0 ? new Blob(chunks) : null;
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      return 'too large';
    }
    chunks.push(value);
  }
}

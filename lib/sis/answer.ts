/** An answer read whole. `body` is the parsed JSON, else the text; undefined when there was none. */
export type Answer = { status: number; headers: Headers; body: unknown };

export async function readAnswer(response: Response): Promise<Answer> {
  const { status, headers } = response;
  return { status, headers, body: parseBody(await response.text(), headers) };
}

export const isSuccess = ({ status }: Answer): boolean => status >= 200 && status < 300;

/** A captive portal, a proxy or a sign-in page: not what a OneRoster service sends. */
export const isHtml = ({ headers, body }: Answer): boolean =>
  /\bx?html\b/i.test(headers.get('content-type') ?? '') ||
  (typeof body === 'string' && looksLikeHtml(body));

export const looksLikeHtml = (text: string): boolean =>
  /^\s*<(!doctype|html|head|body)/i.test(text);

function parseBody(text: string, headers: Headers): unknown {
  if (text.trim() === '') return undefined;
  const isJson = /\bjson\b/i.test(headers.get('content-type') ?? '') || /^\s*[{[]/.test(text);
  if (!isJson) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

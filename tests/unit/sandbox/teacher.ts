import type { LmsHost, Sandbox } from '../../sandbox/start.ts';
import { type Answer, loopback, type Send } from './loopback-request.ts';

export type Teacher = {
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, fields: Record<string, string>, popup?: boolean): Promise<Answer>;
  json(path: string): Promise<unknown>;
};

const popupHeader = { 'x-drupal-render-mode': 'json/popups' };

/** Somebody who is signed in to the replica on one host. */
export async function signIn(
  lms: Sandbox['lms'],
  { uid = '30000001', host = 'app.schoology.com' }: { uid?: string; host?: LmsHost } = {},
): Promise<Teacher> {
  const answer = await loopback(lms.loginUrl({ uid, host }));
  const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  const call = (path: string, send: Send): Promise<Answer> =>
    loopback(`${lms.origin(host)}${path}`, { ...send, headers: { ...send.headers, cookie } });
  return {
    get: (path, headers = {}) => call(path, { headers }),
    post: (path, fields, popup = false) =>
      call(path, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          ...(popup && popupHeader),
        },
        body: new URLSearchParams(fields).toString(),
      }),
    json: async (path) => JSON.parse((await call(path, {})).text),
  };
}

/** The value of a hidden field in a page or in a popup's JSON. */
export const hidden = (markup: string, name: string): string =>
  new RegExp(`name=\\\\?"${name}\\\\?" value=\\\\?"([^"\\\\]*)`).exec(markup)?.[1] ?? '';

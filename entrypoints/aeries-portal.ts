import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createPortal } from '../lib/sis/aeries/portal/portal.ts';
import type { PortalRequest } from '../lib/sis/aeries/portal-messages.ts';

/**
 * Put into an open Aeries gradebook tab when a sync needs it, on the host that the teacher granted; a second time does
 * nothing. It draws nothing and reads nothing until the background asks, and it answers nobody else.
 */
export default defineUnlistedScript(() => {
  const mark = 'syncToSisAeriesPortal';
  if (mark in globalThis) return;
  Object.assign(globalThis, { [mark]: true });

  const [base] = location.href.split(/\/gradebook(?=[/?#]|$)/i);
  const answer = createPortal({
    fetch: (input, init) => fetch(input, init),
    base: base ?? '',
    parse: (html) => new DOMParser().parseFromString(html, 'text/html'),
  });
  // A page cannot send here: only this extension's own background and pages can.
  browser.runtime.onMessage.addListener((message: unknown, _sender, sendResponse) => {
    const request = (message as { to?: string; request?: PortalRequest } | null) ?? {};
    if (request.to !== 'aeries-portal' || !request.request) return;
    void answer(request.request).then(sendResponse);
    return true;
  });
});

/**
 * Stands in for the browser, and for the background, in a built page of ours that is served as a web page: before its
 * own scripts. What it answers with is in `globalThis.drawn` (stage.ts).
 */
const { answers, look } = globalThis.drawn;

const viewOf = ({ data }) =>
  answers.views.find(({ section }) => section.sectionId === data.sectionId);

async function sendMessage(asked) {
  if (answers.refuses) return { ok: false, reason: answers.refuses };
  const isRefresh = asked.name.startsWith('refresh');
  if (answers.panel === null || (isRefresh && answers.fresh === 'never')) {
    return new Promise(() => undefined);
  }
  if (asked.name === 'refreshSection' && answers.fresh !== 'same') {
    return { ok: false, reason: answers.fresh };
  }
  if (asked.name === 'preview') return { ok: true, value: answers.preview };
  const reply = answers.replies?.[asked.name];
  if (reply) return { ok: true, value: reply };
  return { ok: true, value: asked.name.endsWith('Section') ? viewOf(asked) : answers.panel };
}

globalThis.browser = {
  runtime: {
    id: 'drawn',
    sendMessage,
    onMessage: { addListener: () => undefined, removeListener: () => undefined },
    getURL: (path) => path,
  },
  i18n: {
    getUILanguage: () => look.language,
    getMessage: (key) => (key === '@@bidi_dir' ? look.direction : (look.catalogue[key] ?? '')),
  },
  tabs: { query: async () => [] },
  permissions: { request: async () => true },
};
globalThis.chrome = globalThis.browser;

import { listen } from '../sandbox/listen.ts';

/** Pages of the size that a district's teachers have, without what differs from load to load. */

const page = (path: string, body: string, script = ''): string => `<!doctype html>
<html lang="en" data-theme="modern" class="js"><head><meta charset="utf-8"><title>${path}</title></head>
<body><div id="body"><main id="wrapper"><div id="center-top"><span class="course-title"><a href="/course/10000001">Course</a></span></div>
<div id="content-wrapper">${body}</div></main></div><script>${script}</script></body></html>`;

const times = (n: number, make: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => make(i)).join('');

/** A page without any form: a course's updates. */
const updates = page(
  'updates',
  times(300, (i) => `<div class="edge-item"><p>Update ${i}</p></div>`),
);

/** A gradebook of 35 students and 150 items. */
const gradebook = page(
  'grades',
  `<div class="s-js-grader-grid-table-wrapper" role="grid">${times(
    35,
    (y) =>
      `<div class="grader-grid-row" role="row">${times(
        150,
        (x) =>
          `<div role="gridcell" data-x="${50000000 + x}" data-y="${y}"><input class="grade" value="9"></div>`,
      )}</div>`,
  )}</div>`,
);

/** Bulk Edit with so many items. */
const bulkTable = (rows: number): string =>
  `<form action="/course/10000001/assignments-edit" method="post" id="s-grade-item-manager-form"><div id="s-grade-item-manager"><table><thead><tr><th>Title</th><th>Points</th></tr></thead><tbody>${times(
    rows,
    (i) =>
      `<tr><td><a href="/assignment/${50000000 + i}">Item ${i}</a></td><td><input name="grade_items[${50000000 + i}][max_points]" value="10"></td></tr>`,
  )}</tbody></table></div></form>`;

const bulkRows = 200;

/** The same table under a name that the extension does not know. */
const unknownTable = bulkTable(bulkRows).replace('s-grade-item-manager-form', 'bare');

/**
 * The least that must happen for the same boxes: one loop over the rows, without any thought, that makes the very nodes
 * that the extension makes. It runs when the extension would: after the page was drawn for the first time.
 */
const bareLoop = `
  window.addEventListener('load', () => setTimeout(() => {
    let n = 0;
    for (const row of document.querySelectorAll('tbody > tr')) {
      const cell = document.createElement('td');
      cell.setAttribute('data-sync-to-sis', '');
      cell.className = 'sync-to-sis-cell';
      const box = document.createElement('input');
      box.setAttribute('data-sync-to-sis', '');
      box.setAttribute('type', 'checkbox');
      box.setAttribute('class', 'sync-to-sis-box');
      box.setAttribute('aria-label', 'Sync to SIS: Item ' + n);
      box.checked = true;
      cell.append(box);
      row.setAttribute('data-sync-to-sis-item', String(50000000 + n++));
      row.append(cell);
    }
  }, 50));`;

/** A list that grows while it is watched: 35 batches of 150 cells, each laid out before the next. */
const appendCells = `
  window.addEventListener('load', async () => {
    const content = document.querySelector('#content-wrapper');
    await new Promise((next) => setTimeout(next, 150)); // the extension is there
    const began = performance.now();
    for (let batch = 0; batch < 35; batch++) {
      const row = document.createElement('div');
      for (let n = 0; n < 150; n++) row.append(document.createElement('span'));
      content.append(row);
      await Promise.resolve(); // observers are told here
      row.getBoundingClientRect();
    }
    window.__appended = performance.now() - began;
  });`;

export const pages: Record<string, string> = {
  '/course/10000001/updates': updates,
  '/course/10000001/members': updates,
  '/course/10000001/grades': gradebook,
  '/course/10000001/assignments-edit': page('bulk', bulkTable(bulkRows)),
  '/course/10000002/assignments-edit': page('bulk', bulkTable(1)),
  '/course/10000001/materials': page('materials', '', appendCells),
  '/bare-loop': page('bare', unknownTable, bareLoop),
  '/bare': page('bare', unknownTable),
};

/** Serves them on a port of its own, at an address of Schoology. */
export async function servePages(): Promise<{ origin: string; close: () => Promise<void> }> {
  const { port, close } = await listen((request) => {
    const body = pages[new URL(request.url).pathname];
    const headers = { 'content-type': 'text/html; charset=utf-8' };
    return new Response(body ?? 'nothing here', { status: body ? 200 : 404, headers });
  }, 0);
  return { origin: `https://app.schoology.com:${port}`, close };
}

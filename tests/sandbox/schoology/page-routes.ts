import type { Context, Hono } from 'hono';
import { html } from 'hono/html';
import { bulkEditForm } from './forms/bulk-edit-form.ts';
import { formExpired } from './forms/fields.ts';
import { postedFields } from './forms/posted-fields.ts';
import { bulkObjections, postedRows, saveRows } from './forms/save-bulk-edit.ts';
import type { Lms, LmsEnv } from './lms.ts';
import type { Markup } from './markup.ts';
import type { Section } from './model.ts';
import { gradebook } from './pages/gradebook.ts';
import { page } from './pages/layout.ts';
import { materialsList } from './pages/materials.ts';
import { courseList, homePage, itemPage, membersPage } from './pages/simple.ts';
import { drupalPath } from './popup-answer.ts';
import { sectionsOf } from './state.ts';

type Ctx = Context<LmsEnv>;

function answer(
  lms: Lms,
  c: Ctx,
  section: Section | null,
  heading: string,
  content: Markup,
): Response | Promise<Response> {
  const path = `/${drupalPath(c)}`;
  return c.html(page({ lms, session: c.get('session'), section, heading, path, content }));
}

/** A page of a course; an unknown section is 404. */
const coursePage =
  (lms: Lms, heading: string, contentOf: (section: Section) => Markup) =>
  (c: Ctx): Response | Promise<Response> => {
    const section = lms.state.sections.get(c.req.param('section') ?? '');
    return section ? answer(lms, c, section, heading, contentOf(section)) : c.notFound();
  };

function showBulkEdit(
  lms: Lms,
  c: Ctx,
  section: Section,
  errors: string[],
  fields: Record<string, string>,
): Response | Promise<Response> {
  const posted = postedRows(lms.state, section, fields);
  const view = { state: lms.state, session: c.get('session'), section, posted, errors };
  return answer(lms, c, section, 'Bulk Edit', bulkEditForm(view));
}

/** Saves all rows and leads back, or shows what was typed again with the errors and saves none. */
async function submitBulkEdit(lms: Lms, c: Ctx, section: Section): Promise<Response> {
  const fields = await postedFields(c);
  const rows = postedRows(lms.state, section, fields);
  const expired = fields.form_token !== c.get('session').formToken;
  const errors = expired ? [formExpired] : bulkObjections(lms.state, rows);
  if (errors.length > 0) return showBulkEdit(lms, c, section, errors, fields);
  saveRows(lms.state, section, rows);
  c.get('session').message = 'Your changes have been saved.';
  return c.redirect(`/course/${section.sectionId}/assignments-edit`);
}

function addBulkEdit(app: Hono<LmsEnv>, lms: Lms): void {
  app.get('/course/:section/assignments-edit', (c) => {
    const section = lms.state.sections.get(c.req.param('section'));
    return section ? showBulkEdit(lms, c, section, [], {}) : c.notFound();
  });
  app.post('/course/:section/assignments-edit', (c) => {
    const section = lms.state.sections.get(c.req.param('section'));
    return section ? submitBulkEdit(lms, c, section) : c.notFound();
  });
}

function addItemPages(app: Hono<LmsEnv>, lms: Lms): void {
  const show = (c: Ctx): Response | Promise<Response> => {
    const item = lms.state.items.get(c.req.param('nid') ?? '');
    const section = item && lms.state.sections.get(item.sectionId);
    return section ? answer(lms, c, section, item.title, itemPage(lms.state, item)) : c.notFound();
  };
  app.get('/assignment/:nid{[0-9]+}', show);
  app.get('/assignment/:nid{[0-9]+}/info', show);
  app.get('/course/:section/assessments/:nid', show);
  app.get('/course/:section/materials/discussion/view/:nid', show);
}

/** The pages a teacher walks through (schoology facts 1.2). */
export function addPageRoutes(app: Hono<LmsEnv>, lms: Lms): void {
  const { state } = lms;
  const overview = (heading: string, content: (sections: Section[]) => Markup) => (c: Ctx) =>
    answer(lms, c, null, heading, content(sectionsOf(state, c.get('session').uid)));
  app.get('/', (c) => c.redirect('/home'));
  app.get('/home', overview('Recent Activity', homePage));
  app.get('/courses', overview('Courses', courseList));
  app.get('/course/:section', (c) => c.redirect(`/course/${c.req.param('section')}/materials`));
  app.get(
    '/course/:section/materials',
    coursePage(lms, 'Materials', (section) => materialsList(state, section)),
  );
  app.get(
    '/course/:section/grades',
    coursePage(lms, 'Gradebook', (section) =>
      gradebook(state, section, lms.switches.currentPeriodId),
    ),
  );
  app.get(
    '/course/:section/members',
    coursePage(lms, 'Members', ({ sectionId }) => membersPage(state, sectionId)),
  );
  const empty = html`<p class="nothing">There is nothing here in the sandbox.</p>`;
  app.get(
    '/course/:section/updates',
    coursePage(lms, 'Updates', () => empty),
  );
  app.get(
    '/course/:section/gradesetup',
    coursePage(lms, 'Grade Setup', () => empty),
  );
  addBulkEdit(app, lms);
  addItemPages(app, lms);
}

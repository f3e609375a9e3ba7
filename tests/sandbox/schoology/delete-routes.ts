import type { Context, Hono } from 'hono';
import { afterDelete } from './after-save.ts';
import { deleteForm } from './forms/delete-form.ts';
import { postedFields } from './forms/posted-fields.ts';
import type { Lms, LmsEnv } from './lms.ts';
import type { Item } from './model.ts';
import { page } from './pages/layout.ts';
import { drupalPath, popupAnswer, wantsPopup } from './popup-answer.ts';

type Ctx = Context<LmsEnv>;

function show(lms: Lms, c: Ctx, item: Item): Response | Promise<Response> {
  const session = c.get('session');
  const content = deleteForm(item, session);
  if (wantsPopup(c)) return popupAnswer(lms, c, 'Delete', content);
  const section = lms.state.sections.get(item.sectionId) ?? null;
  const path = `/${drupalPath(c)}`;
  return c.html(page({ lms, session, section, heading: 'Delete', path, content }));
}

/** `GET|POST /assignment/delete/<N>` (schoology facts 1.2). */
export function addDeleteRoutes(app: Hono<LmsEnv>, lms: Lms): void {
  app.get('/assignment/delete/:nid', (c) => {
    const item = lms.state.items.get(c.req.param('nid'));
    return item ? show(lms, c, item) : c.notFound();
  });
  app.post('/assignment/delete/:nid', async (c) => {
    const item = lms.state.items.get(c.req.param('nid'));
    if (!item) return c.notFound();
    const fields = await postedFields(c);
    if (fields.form_token !== c.get('session').formToken) return show(lms, c, item);
    lms.state.items.delete(item.nid);
    return afterDelete(lms, c, item);
  });
}

import type { Context, Hono } from 'hono';
import { afterSave } from './after-save.ts';
import { discussionForm } from './forms/discussion-form.ts';
import { editGradesForm } from './forms/edit-grades-form.ts';
import { externalToolForm } from './forms/external-tool-form.ts';
import { formExpired } from './forms/fields.ts';
import { itemForm } from './forms/item-form.ts';
import { newValues, objections, postedValues, valuesOf } from './forms/item-values.ts';
import { postedFields } from './forms/posted-fields.ts';
import { type FormView, formTitle } from './forms/render.ts';
import { saveItem } from './forms/save-item.ts';
import type { Lms, LmsEnv } from './lms.ts';
import type { Markup } from './markup.ts';
import type { Item } from './model.ts';
import { errorMessages, page } from './pages/layout.ts';
import { drupalPath, popupAnswer, wantsPopup } from './popup-answer.ts';

type Ctx = Context<LmsEnv>;

/** The form of a kind; grade columns have the assignment's, by inference (schoology facts 3.3). */
const forms: Record<Item['kind'], (view: FormView) => Markup> = {
  assignment: itemForm,
  assessment: itemForm,
  'grade-column': itemForm,
  discussion: discussionForm,
  'external-tool': externalToolForm,
};

const draw = (view: FormView): Markup =>
  (view.action.includes('/edit_grades') ? editGradesForm : forms[view.kind])(view);

/** The form as a popup's JSON or as a whole page, whichever was asked for. */
function show(lms: Lms, c: Ctx, view: FormView): Response | Promise<Response> {
  if (wantsPopup(c)) {
    return popupAnswer(lms, c, formTitle(view), draw(view), errorMessages(view.errors));
  }
  return c.html(
    page({
      lms,
      session: view.session,
      section: view.section,
      heading: formTitle(view),
      path: `/${drupalPath(c)}`,
      content: draw(view),
    }),
  );
}

async function submit(lms: Lms, c: Ctx, view: FormView): Promise<Response> {
  const fields = await postedFields(c);
  const values = postedValues(fields);
  const expired = fields.form_token !== view.session.formToken;
  const errors = expired ? [formExpired] : objections(values);
  if (errors.length > 0) return show(lms, c, { ...view, values, errors });
  const item = saveItem(view, values, fields);
  return afterSave(lms, c, item, view.item === null);
}

function editView(lms: Lms, c: Ctx): FormView | null {
  const item = lms.state.items.get(c.req.param('nid') ?? '');
  const section = item && lms.state.sections.get(item.sectionId);
  if (!section) return null;
  return {
    state: lms.state,
    session: c.get('session'),
    section,
    item,
    kind: item.kind,
    values: valuesOf(item),
    errors: [],
    action: `/${drupalPath(c)}`,
  };
}

function createView(lms: Lms, c: Ctx, kind: FormView['kind']): FormView | null {
  const section = lms.state.sections.get(c.req.param('section') ?? '');
  if (!section) return null;
  return {
    state: lms.state,
    session: c.get('session'),
    section,
    item: null,
    kind,
    values: newValues(lms.switches.currentPeriodId),
    errors: [],
    action: `/${drupalPath(c)}`,
  };
}

/** Create and edit forms of all kinds of item: popup or full page, GET and POST. */
export function addItemRoutes(app: Hono<LmsEnv>, lms: Lms): void {
  const form = (path: string, viewOf: (c: Ctx) => FormView | null): void => {
    app.get(path, (c) => {
      const view = viewOf(c);
      return view ? show(lms, c, view) : c.notFound();
    });
    app.post(path, (c) => {
      const view = viewOf(c);
      return view ? submit(lms, c, view) : c.notFound();
    });
  };
  const materials = '/course/:section/materials';
  form(`${materials}/assignments/add`, (c) => createView(lms, c, 'assignment'));
  form(`${materials}/assignments/add_assessment`, (c) => createView(lms, c, 'assessment'));
  form(`${materials}/assignments/add_grade_column`, (c) => createView(lms, c, 'grade-column'));
  form('/course/:section/external_tool/add', (c) => createView(lms, c, 'external-tool'));
  form(`${materials}/discussion/create`, (c) => createView(lms, c, 'discussion'));
  form(`${materials}/discussion/edit/:nid`, (c) => editView(lms, c));
  form('/assignment/:nid/edit', (c) => editView(lms, c));
  form('/assignment/:nid/edit_grades', (c) => editView(lms, c));
}

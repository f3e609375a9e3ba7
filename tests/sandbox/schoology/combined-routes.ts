import type { Context, Hono } from 'hono';
import { afterSave } from './after-save.ts';
import { type CombinedView, combinedForm } from './forms/combined-form.ts';
import { newValues, objections, postedValues } from './forms/item-values.ts';
import { postedFields } from './forms/posted-fields.ts';
import { saveItem } from './forms/save-item.ts';
import type { Lms, LmsEnv } from './lms.ts';
import { popupAnswer } from './popup-answer.ts';
import { sectionsOf } from './state.ts';

type Ctx = Context<LmsEnv>;

const show = (lms: Lms, c: Ctx, view: CombinedView): Promise<Response> =>
  popupAnswer(lms, c, 'Create Assignment', combinedForm(view));

const emptyView = (lms: Lms, c: Ctx): CombinedView => ({
  session: c.get('session'),
  sections: sectionsOf(lms.state, c.get('session').uid),
  sectionId: '',
  values: newValues(lms.switches.currentPeriodId),
  errors: [],
});

/** The home page's form for a new item in any course: a popup, no page of its own. */
export function addCombinedRoutes(app: Hono<LmsEnv>, lms: Lms): void {
  app.get('/home/add', (c) => show(lms, c, emptyView(lms, c)));
  app.post('/home/add', async (c) => {
    const fields = await postedFields(c);
    const values = postedValues(fields);
    const section = lms.state.sections.get(fields.assign_course_nid ?? '');
    const errors = [...objections(values), ...(section ? [] : ['Course field is required.'])];
    const view = { ...emptyView(lms, c), values, errors, sectionId: section?.sectionId ?? '' };
    if (!section || errors.length > 0) return show(lms, c, view);
    const target = { state: lms.state, section, item: null, kind: 'assignment' } as const;
    return afterSave(lms, c, saveItem(target, values, fields), true);
  });
}

import type { Context, Hono } from 'hono';
import { activeCourses, navigationCourses } from './feeds/courses.ts';
import { memberEnrollments } from './feeds/enrollments.ts';
import { graderGradeData, graderHeaderData } from './feeds/grader.ts';
import type { Lms, LmsEnv } from './lms.ts';
import { sectionsOf } from './state.ts';

type Ctx = Context<LmsEnv>;

/** `/iapi` wraps in `{response_code, body}`, `/iapi2` in `{data}`; with the layout switch in something unknown. */
const iapi = ({ switches }: Lms, c: Ctx, body: unknown): Response =>
  c.json(switches.shapeChanged ? { code: 200, payload: body } : { response_code: 200, body });

const iapi2 = ({ switches }: Lms, c: Ctx, data: unknown): Response =>
  c.json(switches.shapeChanged ? { result: data } : { data });

const list = (text: string | undefined): string[] => text?.split(',').filter(Boolean) ?? [];

/** What is known of this refusal is its status; the body is invented. */
const notFound = (c: Ctx): Response => c.json({ response_code: 404, body: 'Not found' }, 404);

function addGrader(app: Hono<LmsEnv>, lms: Lms): void {
  const header = (c: Ctx): Response => {
    const section = lms.state.sections.get(c.req.param('section') ?? '');
    const periodId = c.req.param('period') ?? lms.switches.currentPeriodId;
    return section ? iapi(lms, c, graderHeaderData(lms, section, periodId)) : notFound(c);
  };
  app.get('/iapi/grades/grader_header_data/:section', header);
  app.get('/iapi/grades/grader_header_data/:section/:period', header);
  app.get('/iapi/grades/grader_grade_data/:section/:period', (c) => {
    const section = lms.state.sections.get(c.req.param('section'));
    if (!section) return notFound(c);
    const query = {
      periodId: c.req.param('period'),
      uids: list(c.req.query('uids')),
      nids: list(c.req.query('grade_item_nids')),
      withItems: c.req.query('with_grade_item_data') === '1',
    };
    return iapi(lms, c, graderGradeData(lms, section, query));
  });
}

/** The gradebook's own data feeds (schoology facts 5.6). */
export function addFeedRoutes(app: Hono<LmsEnv>, lms: Lms): void {
  const mine = (c: Ctx) => sectionsOf(lms.state, c.get('session').uid);
  app.get('/iapi2/site-navigation/courses', (c) => iapi2(lms, c, navigationCourses(mine(c))));
  app.get('/iapi/course/active', (c) => iapi(lms, c, activeCourses(mine(c))));
  app.get('/iapi/enrollment/member_enrollments/course/:section', (c) =>
    lms.state.sections.has(c.req.param('section'))
      ? iapi(lms, c, memberEnrollments(lms.state, c.req.param('section')))
      : notFound(c),
  );
  addGrader(app, lms);
}

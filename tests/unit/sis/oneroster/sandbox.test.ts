// @vitest-environment node
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../../lib/model/clock.ts';
import { guardedFetch } from '../../../../lib/net/guarded-fetch.ts';
import { lineItemId, resultId } from '../../../../lib/sis/ids.ts';
import { clientCredentials, type Token, type TokenClient } from '../../../../lib/sis/oauth.ts';
import { createOneRosterClient } from '../../../../lib/sis/oneroster/client.ts';
import { profileOf } from '../../../../lib/sis/profile.ts';
import { bearer } from '../../../../lib/sis/sign-in.ts';
import type { SisClient } from '../../../../lib/sis/sis-client.ts';
import { certificate } from '../../../sandbox/certificate.ts';
import { type Listening, listen } from '../../../sandbox/listen.ts';
import { sisApp } from '../../../sandbox/sis/app.ts';
import { newSis, type SisControls, sisControls } from '../../../sandbox/sis/controls.ts';
import { gradebookRoot, rosteringRoot } from '../../../sandbox/sis/sis.ts';
import { refused } from '../fake-sis.ts';
import { httpsFetch } from '../https-fetch.ts';

// The strict SIS of the sandbox, over https: the whole way of a sync with nothing replaced but the certificate store.
const classId = 'class-alg1-2';
const itemKey = { origin: 'https://app.schoology.com', sectionId: '5551001', itemId: '7001' };
const lineItem = {
  sourcedId: lineItemId(itemKey, classId),
  title: 'Quiz 3: "lines" & slopes',
  assignDate: '2026-10-09T12:00:00.000Z',
  dueDate: '2026-10-09T12:00:00.000Z',
  classId,
  schoolId: 'org-example-high',
  categoryId: 'cat-tests',
  gradingPeriodId: 'gp-2026-q1',
  maxPoints: 20,
};
const result = {
  sourcedId: resultId(lineItem.sourcedId, 'sis-s-01'),
  lineItemId: lineItem.sourcedId,
  studentId: 'sis-s-01',
  scoreStatus: 'fully graded' as const,
  score: 21.5,
  missing: false,
  incomplete: false,
};

let server: Listening;
let controls: SisControls;
let sis: SisClient;
let origin: string;
let current = newSis();

beforeAll(async () => {
  // The app is made anew for each test, behind one server.
  server = await listen((request, env) => sisApp(current).fetch(request, env), 0);
  origin = `https://127.0.0.1:${server.port}`;
});
afterAll(() => server.close());

beforeEach(async () => {
  current = newSis();
  current.origin = origin;
  controls = sisControls(current);
  sis = connect(await certificate().then(({ cert }) => cert));
});

function connect(ca: string): SisClient {
  const fetchPort = guardedFetch([origin], 'omit', httpsFetch(ca));
  let token: Token | null = null;
  const scope = 'https://purl.imsglobal.org/spec/or/v1p2/scope/';
  const tokens: TokenClient = {
    fetch: fetchPort,
    clock: systemClock,
    tokenUrl: `${origin}/oauth/token`,
    clientId: 'sandbox-client',
    scopes: ['roster.readonly', 'gradebook.readonly', 'gradebook.createput'].map(
      (name) => `${scope}${name}`,
    ),
    store: {
      get: async () => token,
      set: async (given) => {
        token = given;
      },
      clear: async () => {
        token = null;
      },
    },
  };
  return createOneRosterClient({
    fetch: fetchPort,
    roots: {
      rosteringUrl: `${origin}${rosteringRoot}`,
      gradebookUrl: `${origin}${gradebookRoot}`,
    },
    clock: systemClock,
    profile: { ...profileOf('oneroster', '1.2'), pageSize: 3 },
    signIn: bearer(clientCredentials(tokens, async () => 'sandbox-secret')),
    retryDelay: () => 0,
  });
}

test('finds the teacher, the class, its roster, categories and grading periods', async () => {
  const byId = await sis.findTeachers('t200001');
  const byMail = await sis.findTeachers('robin.teachwell@district.example.test');
  expect(byId.map(({ id }) => id)).toEqual(['sis-t-01']);
  expect(byMail).toEqual(byId);
  const classes = await sis.listClassesOfTeacher('sis-t-01');
  expect(classes.find(({ id }) => id === classId)).toEqual({
    id: classId,
    title: 'Algebra 1: Section 2',
    schoolId: 'org-example-high',
    termIds: ['term-2026-s1'],
  });
  // Seven students on pages of three.
  expect((await sis.listStudents(classId)).map(({ id }) => id)).toEqual(
    ['01', '02', '03', '04', '05', '06', '07'].map((n) => `sis-s-${n}`),
  );
  expect((await sis.listCategories(classId)).map(({ title }) => title)).toEqual([
    'Homework',
    'Tests',
    'Classwork',
  ]);
  expect((await sis.listGradingPeriods('term-2026-s1')).map(({ id }) => id)).toEqual([
    'gp-2026-q1',
    'gp-2026-q2',
  ]);
});

test('a strict server takes what is put, and putting it again changes nothing', async () => {
  for (let round = 0; round < 2; round++) {
    await sis.putLineItem(lineItem);
    await sis.putResult(result);
  }
  expect(await sis.listLineItems(classId)).toEqual([
    {
      id: lineItem.sourcedId,
      title: 'Quiz 3: "lines" & slopes',
      dueDay: '2026-10-09',
      points: 20,
      categoryId: 'cat-tests',
    },
  ]);
  expect(await sis.listResults(classId)).toEqual([
    {
      id: result.sourcedId,
      lineItemId: lineItem.sourcedId,
      studentId: 'sis-s-01',
      scoreStatus: 'fully graded',
      score: 21.5,
      missing: false,
      incomplete: false,
    },
  ]);
  expect(controls.puts()).toHaveLength(4);
  expect(controls.deletes()).toEqual([]);
});

test('marks without a score are taken too', async () => {
  await sis.putLineItem({ ...lineItem, gradingPeriodId: null });
  const blank = { ...result, score: null };
  await sis.putResult({ ...blank, scoreStatus: 'exempt' });
  await sis.putResult({ ...blank, scoreStatus: 'not submitted', missing: true });
  await sis.putResult({ ...blank, scoreStatus: 'partially graded', incomplete: true });
  expect(controls.gradebook()[0]?.lineItems[0]?.results).toMatchObject([
    { score: null, scoreStatus: 'partially graded', missing: false, incomplete: true },
  ]);
});

test('ten writes at once after the tokens died need one new token', async () => {
  await sis.putLineItem(lineItem);
  controls.expireTokens();
  controls.requests.length = 0;
  await Promise.all(Array.from({ length: 10 }, () => sis.putResult(result)));
  expect(controls.requests.filter(({ path }) => path === '/oauth/token')).toHaveLength(1);
});

test('a connection cut after the SIS had taken it is put again', async () => {
  controls.failNext({ method: 'PUT', mode: 'reset-after' });
  await sis.putLineItem(lineItem);
  expect(controls.puts()).toHaveLength(2);
  expect(controls.state.lineItems.size).toBe(1);
});

test('what the SIS refuses is told in its words', async () => {
  const wrong = await refused(sis.putLineItem({ ...lineItem, categoryId: 'cat-labs' }));
  expect(wrong).toMatchObject({
    code: 'REJECTED',
    scope: 'item',
    status: 422,
    detail: 'category does not exist in this class',
  });
});

test('a portal in between is no success', async () => {
  controls.failNext({ method: 'PUT', mode: 'html-200' });
  expect(await refused(sis.putLineItem(lineItem))).toMatchObject({ code: 'NOT_THE_SIS' });
  controls.failNext({ method: 'PUT', mode: 'redirect' });
  expect(await refused(sis.putLineItem(lineItem))).toMatchObject({ code: 'REDIRECTED' });
  expect(controls.requests.some(({ path }) => path === '/signin')).toBe(false);
});

test('a certificate that nobody vouches for is never spoken to', async () => {
  const other = connect('');
  expect(await refused(other.putLineItem(lineItem))).toMatchObject({ code: 'SIS_DOWN' });
  expect(controls.requests).toEqual([]);
});

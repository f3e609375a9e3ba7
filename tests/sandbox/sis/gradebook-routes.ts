import type { Context, Hono } from 'hono';
import { refuse } from './imsx.ts';
import { isObject, type JsonObject, refId } from './json-object.ts';
import { lineItemProblems } from './line-item-check.ts';
import type { Stored } from './model.ts';
import { answerList, answerOne } from './paging.ts';
import { resultProblems } from './result-check.ts';
import { categoryView } from './roster-views.ts';
import { gradebookRoot, type Sis, type SisEnv } from './sis.ts';

type Ctx = Context<SisEnv>;

type Collection = {
  path: 'lineItems' | 'results';
  /** Name of the envelope of one object. */
  name: 'lineItem' | 'result';
  problems: (value: JsonObject, id: string, sis: Sis) => string[];
};

const lineItems: Collection = { path: 'lineItems', name: 'lineItem', problems: lineItemProblems };
const results: Collection = { path: 'results', name: 'result', problems: resultProblems };

/** The object in an envelope that holds it and nothing else. */
function unwrap(body: unknown, name: string): JsonObject | null {
  if (!isObject(body) || Object.keys(body).length !== 1) return null;
  const value = body[name];
  return isObject(value) ? value : null;
}

function put(sis: Sis, c: Ctx, { path, name, problems }: Collection): Response {
  const id = c.req.param('id') ?? '';
  if (!c.req.header('content-type')?.startsWith('application/json')) {
    return refuse(c, 422, 'invaliddata', 'The body must be application/json');
  }
  const value = unwrap(c.get('body'), name);
  if (!value) return refuse(c, 422, 'invaliddata', `The body must be {"${name}": {…}}`);
  const wrong = problems(value, id, sis);
  if (wrong.length > 0) return refuse(c, 422, 'invaliddata', wrong.join('; '));
  sis.state[path].set(id, value);
  return c.body(null, 201); // 201 without a body is all that 1.2 declares
}

function addCollection(app: Hono<SisEnv>, sis: Sis, collection: Collection): void {
  const { path, name } = collection;
  const root = `${gradebookRoot}/${path}`;
  const id = (c: Ctx): string => c.req.param('id') ?? '';
  app.get(root, (c) => answerList(c, path, [...sis.state[path].values()]));
  app.get(`${root}/:id`, (c) => answerOne(c, name, sis.state[path].get(id(c))));
  app.put(`${root}/:id`, (c) => put(sis, c, collection));
  // Our client must never call this; the request log counts it.
  app.delete(`${root}/:id`, (c) =>
    sis.state[path].delete(id(c))
      ? c.body(null, 204)
      : refuse(c, 404, 'unknownobject', `There is no such ${name}`),
  );
}

const lineItemsOf = ({ state }: Sis, classId: string): Stored[] =>
  [...state.lineItems.values()].filter((item) => refId(item, 'class') === classId);

const resultsOf = ({ state }: Sis, classId: string): Stored[] =>
  [...state.results.values()].filter(
    (result) => refId(state.lineItems.get(refId(result, 'lineItem')), 'class') === classId,
  );

function addByClass(app: Hono<SisEnv>, sis: Sis): void {
  const root = `${gradebookRoot}/classes/:class`;
  const ofClass =
    (name: string, listOf: (classId: string, c: Ctx) => Stored[]) =>
    (c: Ctx): Response => {
      const id = c.req.param('class') ?? '';
      return sis.state.classes.some(({ sourcedId }) => sourcedId === id)
        ? answerList(c, name, listOf(id, c))
        : refuse(c, 404, 'unknownobject', 'There is no such class');
    };
  if (sis.product.categoriesByClass) {
    app.get(
      `${root}/categories`,
      ofClass('categories', (id) => categoriesOf(sis, id)),
    );
  }
  app.get(
    `${root}/lineItems`,
    ofClass('lineItems', (id) => lineItemsOf(sis, id)),
  );
  app.get(
    `${root}/results`,
    ofClass('results', (id) => resultsOf(sis, id)),
  );
  app.get(
    `${root}/lineItems/:lineItem/results`,
    ofClass('results', (id, c) =>
      resultsOf(sis, id).filter((result) => refId(result, 'lineItem') === c.req.param('lineItem')),
    ),
  );
}

function categoriesOf({ state }: Sis, classId: string): Stored[] {
  const ids = state.classes.find(({ sourcedId }) => sourcedId === classId)?.categoryIds ?? [];
  return state.categories.filter(({ sourcedId }) => ids.includes(sourcedId)).map(categoryView);
}

/** The gradebook service (oneroster.md 1.1): no POST and no PATCH, as in the specification. */
export function addGradebook(app: Hono<SisEnv>, sis: Sis): void {
  app.get(`${gradebookRoot}/categories`, (c) =>
    answerList(c, 'categories', sis.state.categories.map(categoryView)),
  );
  addCollection(app, sis, lineItems);
  addCollection(app, sis, results);
  addByClass(app, sis);
}

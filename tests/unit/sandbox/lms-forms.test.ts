// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import { hidden, signIn, type Teacher } from './teacher.ts';

let sandbox: Sandbox;
let teacher: Teacher;

beforeEach(async () => {
  sandbox = await startSandbox();
  teacher = await signIn(sandbox.lms);
});
afterEach(() => sandbox.close());

const edit = '/assignment/50000001/edit?is_popup=1';
const add = '/course/10000001/materials/assignments/add?is_popup=1';

const valid = {
  title: 'Slope quiz',
  'due_date[date]': '12/01/26',
  'due_date[time]': '8:05AM',
  max_points: '12.5',
  grading_category_id: '70002',
  grading_period_id: '90002',
  factor: '1.00',
};

const formToken = async (path: string): Promise<string> =>
  hidden((await teacher.get(path)).text, 'form_token');

describe('an item form in a popup', () => {
  it('opens as JSON with its own settings', async () => {
    const answer = await teacher.get(`${edit}&destination=course%2F10000001%2Fmaterials`, {
      'x-drupal-render-mode': 'json/popups',
    });
    const popup = JSON.parse(answer.text);

    expect(Object.keys(popup)).toEqual([
      'title',
      'messages',
      'path',
      'path_query',
      'content',
      'css',
      'js',
    ]);
    expect(popup.title).toBe('Edit Assignment');
    expect(popup.path).toBe('assignment/50000001/edit');
    expect(popup.content).toContain('id="s-grade-item-add-form"');
    expect(popup.js.setting.s_common.user.uid).toBe('30000001');
  });

  it('comes again with errors, a new form and what was typed', async () => {
    const first = (await teacher.get(edit)).text;
    const fields = {
      ...valid,
      title: ' ',
      max_points: '55',
      form_token: hidden(first, 'form_token'),
    };
    const refused = JSON.parse((await teacher.post(edit, fields, true)).text);

    expect(refused.messages).toContain('Title field is required.');
    expect(refused.content).toContain('name="max_points" id="edit-max-points" value="55"');
    expect(hidden(refused.content, 'form_build_id')).not.toBe(hidden(first, 'form_build_id'));
    expect(sandbox.lms.item('50000001').maxPoints).toBe(100);
  });

  it('saves an item and answers with the materials list', async () => {
    const fields = { ...valid, form_token: await formToken(edit) };
    const destination = '&destination=course%2F10000001%2Fmaterials';
    const saved = JSON.parse((await teacher.post(edit + destination, fields, true)).text);

    expect(saved.path).toBe('course/10000001/materials');
    expect(saved.content).toContain('id="folder-contents-table"');
    expect(sandbox.lms.item('50000001')).toMatchObject({
      title: 'Slope quiz',
      due: '2026-12-01 08:05',
      maxPoints: 12.5,
      categoryId: '70002',
    });
  });

  it('gives a new item a fresh nid', async () => {
    const fields = { ...valid, form_token: await formToken(add) };
    const saved = JSON.parse((await teacher.post(add, fields, true)).text);

    expect(saved).toMatchObject({
      assignment_nid: '50000101',
      path: 'assignment-creation-complete',
    });
    expect(sandbox.lms.item('50000101')).toMatchObject({
      title: 'Slope quiz',
      sectionId: '10000001',
    });
  });

  it('copies a new item to the ticked courses', async () => {
    const copy = { 'addl_courses[10000002][enabled]': '1' };
    await teacher.post(add, { ...valid, ...copy, form_token: await formToken(add) }, true);

    // Both sections have a category "Tests", with ids of their own.
    expect(sandbox.lms.item('50000102')).toMatchObject({
      title: 'Slope quiz',
      sectionId: '10000002',
      categoryId: '70013',
    });
  });

  it('fails with 500 and saves nothing when told to', async () => {
    const fields = { ...valid, form_token: await formToken(edit) };
    sandbox.lms.failNextSave();

    expect((await teacher.post(edit, fields, true)).status).toBe(500);
    expect(sandbox.lms.item('50000001').title).toBe('Linear equations worksheet');
    expect((await teacher.post(edit, fields, true)).status).toBe(200);
  });

  it('refuses a token of another session', async () => {
    const refused = await teacher.post(edit, { ...valid, form_token: 'stale' }, true);

    expect(JSON.parse(refused.text).messages).toContain('Validation error');
  });
});

describe('an item form as a full page', () => {
  it('redirects to the new item', async () => {
    const saved = await teacher.post(add, { ...valid, form_token: await formToken(add) });

    expect(saved).toMatchObject({ status: 302, headers: { location: '/assignment/50000101' } });
  });

  it('redirects to a new assessment under its course', async () => {
    const path = '/course/10000002/materials/assignments/add_assessment';
    const saved = await teacher.post(path, { ...valid, form_token: await formToken(path) });

    expect(saved.headers.location).toBe('/course/10000002/assessments/50000101');
  });
});

describe("Schoology's own box", () => {
  const box = 'sync_to_sis_wrapper[sync_to_sis_option]';

  it('is there in native sections only, and is kept', async () => {
    expect((await teacher.get(edit)).text).not.toContain(box);
    sandbox.lms.setNative('10000001', true);
    const form = (await teacher.get(edit)).text;
    expect(form).toContain(box);

    await teacher.post(edit, { ...valid, form_token: hidden(form, 'form_token') });
    expect(sandbox.lms.item('50000001').nativeSync).toBe(false);
    await teacher.post(edit, { ...valid, [box]: '1', form_token: hidden(form, 'form_token') });
    expect(sandbox.lms.item('50000001').nativeSync).toBe(true);
  });
});

describe('a discussion', () => {
  it('is in the gradebook only while its grading is on', async () => {
    const path = '/course/10000001/materials/discussion/create';
    await teacher.post(path, { ...valid, form_token: await formToken(path) });
    const feed = '/iapi/grades/grader_header_data/10000001';
    expect((await teacher.get(feed)).text).not.toContain('50000101');

    const fields = { ...valid, enable_grading: '1', form_token: await formToken(path) };
    await teacher.post('/course/10000001/materials/discussion/edit/50000101', fields);
    expect((await teacher.get(feed)).text).toContain('50000101');
  });
});

describe('deleting', () => {
  it('asks first and leads back to the materials', async () => {
    const path = '/assignment/delete/50000001';
    expect((await teacher.get(path)).text).toContain('id="s-grade-item-delete-form"');
    const deleted = await teacher.post(path, { form_token: await formToken(path) });

    expect(deleted.headers.location).toBe('/course/10000001/materials');
    expect((await teacher.get('/assignment/50000001')).status).toBe(404);
  });
});

describe('Bulk Edit', () => {
  const path = '/course/10000003/assignments-edit';
  const row = (nid: string, fields: Record<string, string>) =>
    Object.fromEntries(
      Object.entries({
        '[published]': '1',
        '[grading_category_id]': '70022',
        '[max_points]': '80',
        '[factor]': '1.00',
        '[grading_period_id]': '90002',
        '[due_date][date]': '12/04/26',
        '[due_date][time]': '11:59PM',
        ...fields,
      }).map(([field, value]) => [`grade_items[${nid}]${field}`, value]),
    );

  it('saves what was posted, leads back and says so once', async () => {
    const fields = { ...row('50000056', {}), form_token: await formToken(path) };

    expect(await teacher.post(path, fields)).toMatchObject({
      status: 302,
      headers: { location: path },
    });
    expect(sandbox.lms.item('50000056')).toMatchObject({
      title: 'Industrial Revolution DBQ',
      maxPoints: 80,
      due: '2026-12-04 23:59',
    });
    expect((await teacher.get(path)).text).toContain('Your changes have been saved.');
    expect((await teacher.get(path)).text).not.toContain('Your changes have been saved.');
  });

  it('saves no row when one is wrong, and shows what was typed', async () => {
    const fields = {
      ...row('50000051', { '[max_points]': '60' }),
      ...row('50000056', { '[max_points]': 'eighty' }),
      form_token: await formToken(path),
    };
    const refused = await teacher.post(path, fields);

    expect(refused.status).toBe(200);
    expect(refused.text).toContain('Max points of Industrial Revolution DBQ must be a number.');
    expect(refused.text).toContain('name="grade_items[50000051][max_points]" value="60"');
    expect(sandbox.lms.item('50000051').maxPoints).toBe(100);
  });

  it('has two markups', async () => {
    expect((await teacher.get(path)).text).toContain('<tr class="grade-item-row">');
    sandbox.lms.setBulkEdit('10000003', 'divs');
    const divs = (await teacher.get(path)).text;
    expect(divs).toContain('<div class="manager-row" id="n-50000051">');
    expect(divs).not.toContain('<table');
  });
});

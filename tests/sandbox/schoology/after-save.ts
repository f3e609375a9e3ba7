import type { Context } from 'hono';
import { itemPath } from './item-links.ts';
import type { Lms, LmsEnv } from './lms.ts';
import type { Item, Section } from './model.ts';
import { takeMessage } from './pages/layout.ts';
import { materialsList } from './pages/materials.ts';
import { wantsPopup } from './popup-answer.ts';

type Ctx = Context<LmsEnv>;

/** The page a popup was opened from, which popups.js sends along; '' when it is not known. */
const destination = (c: Ctx): string => c.req.query('destination') ?? '';

async function materialsAnswer(lms: Lms, c: Ctx, section: Section): Promise<Response> {
  const message = String(await takeMessage(c.get('session')));
  const list = String(await materialsList(lms.state, section));
  return c.json({
    title: '',
    messages: '',
    path: destination(c),
    content: `${message}${list}`,
  });
}

/**
 * What follows a change of an existing item in a popup: on the materials page the re-rendered list, elsewhere a
 * reload or a redirect. A test may choose (`afterEdit`).
 */
function popupAfterEdit(
  lms: Lms,
  c: Ctx,
  item: Item,
  target: string,
): Response | Promise<Response> {
  const section = lms.state.sections.get(item.sectionId);
  const onMaterials = /^course\/\d+\/materials\/?(\?|$)/.test(destination(c));
  const { afterEdit } = lms.switches;
  if (afterEdit === 'replace' && onMaterials && section) return materialsAnswer(lms, c, section);
  if (afterEdit === 'redirect') return c.json({ path: destination(c), redirect: target });
  return c.json({ path: destination(c), reload: true });
}

/** The answer to a saved form: JSON in a popup, a redirect on a full page (schoology facts 3.1, item 10). */
export function afterSave(
  lms: Lms,
  c: Ctx,
  item: Item,
  created: boolean,
): Response | Promise<Response> {
  c.get('session').message = `${item.title} has been ${created ? 'created' : 'saved'}.`;
  if (!wantsPopup(c)) return c.redirect(itemPath(item));
  if (!created) return popupAfterEdit(lms, c, item, itemPath(item));
  return c.json({
    assignment_nid: item.nid,
    path: 'assignment-creation-complete',
    title: '',
    messages: '',
    content: '',
  });
}

/** The same for a deleted item. */
export function afterDelete(lms: Lms, c: Ctx, item: Item): Response | Promise<Response> {
  const materials = `/course/${item.sectionId}/materials`;
  c.get('session').message = `${item.title} has been deleted.`;
  if (!wantsPopup(c)) return c.redirect(materials);
  const fromItem = /^(assignment|course\/\d+\/assessments|course\/\d+\/materials\/discussion)\//;
  return fromItem.test(destination(c))
    ? c.json({ path: destination(c), redirect: materials })
    : popupAfterEdit(lms, c, item, materials);
}

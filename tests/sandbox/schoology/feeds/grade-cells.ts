import type { Item } from '../model.ts';
import { cellAt, type SchoologyState } from '../state.ts';
import { phpMap } from './php-map.ts';

const exceptionCode = { excused: 1, incomplete: 2, missing: 3 };

/** A cell as the feed writes it; an empty one is a bare `{uid, grade_item_nid}` (schoology facts 5.6). */
function feedCell(
  state: SchoologyState,
  uid: string,
  item: Item,
): Record<string, string | number | boolean | null> {
  const { points, exception, submitted, notAssigned } = cellAt(state, uid, item.nid);
  const assessment = item.kind === 'assessment';
  return {
    uid,
    grade_item_nid: Number(item.nid),
    ...(points !== null && { grade: points, exception: 0 }),
    ...(exception && { grade: null, exception: exceptionCode[exception] }),
    ...(submitted && { submission: assessment ? 'assessment' : 'drop' }),
    ...(notAssigned && { not_assigned: true }),
    ...(assessment && { has_assessment: true }),
  };
}

/** `grades{<uid>:{<N>: cell}}`; sample students have empty cells. */
export const feedGrades = (
  state: SchoologyState,
  uids: string[],
  items: Item[],
): Record<string, unknown> | [] =>
  phpMap(
    uids.map((uid) => [
      uid,
      phpMap(items.map((item) => [item.nid, feedCell(state, uid, item)] as const)),
    ]),
  );

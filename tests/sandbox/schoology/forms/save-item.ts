import { gradedItem } from '../data/graded-item.ts';
import type { Item, Section } from '../model.ts';
import type { SchoologyState } from '../state.ts';
import { type ItemValues, itemFields } from './item-values.ts';
import type { FormView } from './render.ts';

function addCategory(state: SchoologyState, section: Section, title: string): string {
  const id = String(state.nextNid++);
  section.categories.push({ id, title });
  return id;
}

/** A category of the same name in another section, or none. */
const sameCategory = (from: Section, to: Section, id: string): string => {
  const title = from.categories.find((category) => category.id === id)?.title;
  return to.categories.find((category) => category.title === title)?.id ?? '0';
};

function create(state: SchoologyState, sectionId: string, given: Partial<Item>): Item {
  const nid = String(state.nextNid++);
  const item = gradedItem({ title: '', ...given, nid, sectionId });
  state.items.set(nid, item);
  return item;
}

type Target = Pick<FormView, 'state' | 'section' | 'item' | 'kind'>;

/** Copies to the ticked courses; the native flag has no field there, so a copy is included. */
function copy(view: Target, item: Item, fields: Record<string, string>): void {
  for (const other of view.state.sections.values()) {
    if (fields[`addl_courses[${other.sectionId}][enabled]`] !== '1') continue;
    const categoryId = sameCategory(view.section, other, item.categoryId);
    create(view.state, other.sectionId, { ...item, categoryId, nativeSync: true });
  }
}

/** Stores a valid form and returns the item; a new one gets a fresh nid. */
export function saveItem(view: Target, values: ItemValues, fields: Record<string, string>): Item {
  const { state, section, kind } = view;
  const saved: Partial<Item> = {
    ...itemFields(values),
    ...((kind === 'discussion' || kind === 'external-tool') && { graded: values.gradingEnabled }),
    ...(values.categoryId === 'new' && {
      categoryId: addCategory(state, section, values.newCategory || 'New category'),
    }),
    ...(section.native && { nativeSync: values.nativeSync }),
  };
  if (view.item) return Object.assign(view.item, saved);
  const item = create(state, section.sectionId, { ...saved, kind });
  copy(view, item, fields);
  return item;
}

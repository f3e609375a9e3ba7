import type { Session } from '../lms.ts';
import type { Item, Section } from '../model.ts';
import type { SchoologyState } from '../state.ts';
import type { ItemValues } from './item-values.ts';

/** Everything an item form needs to be drawn. */
export type FormView = {
  state: SchoologyState;
  session: Session;
  section: Section;
  /** null = a new item. */
  item: Item | null;
  kind: 'assignment' | 'assessment' | 'discussion';
  values: ItemValues;
  errors: string[];
  /** Where the form posts to. */
  action: string;
};

const nouns = { assignment: 'Assignment', assessment: 'Test/Quiz', discussion: 'Discussion' };

/** The dialog's title and the page's heading. */
export const formTitle = ({ item, kind }: FormView): string =>
  `${item ? 'Edit' : 'Create'} ${nouns[kind]}`;

export const submitLabel = ({ item }: FormView): string => (item ? 'Save Changes' : 'Create');

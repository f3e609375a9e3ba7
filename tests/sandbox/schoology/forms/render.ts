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
  kind: Item['kind'];
  values: ItemValues;
  errors: string[];
  /** Where the form posts to. */
  action: string;
};

const nouns: Record<Item['kind'], string> = {
  assignment: 'Assignment',
  assessment: 'Test/Quiz',
  discussion: 'Discussion',
  'external-tool': 'External Tool',
  'grade-column': 'Grade Column',
};

/** The dialog's title and the page's heading. */
export const formTitle = ({ item, kind }: FormView): string =>
  `${item ? 'Edit' : 'Create'} ${nouns[kind]}`;

export const submitLabel = ({ item }: FormView): string => (item ? 'Save Changes' : 'Create');

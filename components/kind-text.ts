import type { ItemKind } from '../lib/model/graded-item.ts';
import { t } from '../lib/text.ts';

const names: Record<ItemKind, string> = {
  assignment: 'kindAssignment',
  assessment: 'kindAssessment',
  discussion: 'kindDiscussion',
  'external-tool': 'kindExternalTool',
  'grade-column': 'kindGradeColumn',
};

/** What Schoology calls a kind of item. */
export const kindText = (kind: ItemKind): string => t(names[kind]);

import * as z from 'zod/mini';
import { type LayoutProblem, layoutProblemText } from '../model/layout-problem.ts';
import type { KeyValue } from '../storage/key-value.ts';

const key = 'layoutProblems';
const listSchema = z.array(z.string());

/** What pages have reported since the browser was started, each once. */
export async function readLayoutProblems(session: KeyValue): Promise<string[]> {
  const parsed = listSchema.safeParse((await session.get(key))[key]);
  return parsed.success ? parsed.data : [];
}

export async function noteLayoutProblem(session: KeyValue, problem: LayoutProblem): Promise<void> {
  const known = await readLayoutProblems(session);
  const text = layoutProblemText(problem);
  if (!known.includes(text)) await session.set({ [key]: [...known, text].toSorted() });
}

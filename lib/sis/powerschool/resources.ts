import type * as z from 'zod/mini';
import { read } from './read.ts';
import { calculations, defaultResources } from './schemas.ts';
import type { Send } from './transport.ts';

export type DefaultResources = z.infer<typeof defaultResources>;
type Calculation = z.infer<typeof calculations>[number];

/** What is the same for every item of a run, asked once: the teacher's sections and categories, a section's terms. */
export type Resources = {
  all(): Promise<DefaultResources>;
  /** Term (TERMS.ID) and term bins of a section; null when PowerSchool has none for it. */
  terms(classId: string): Promise<Calculation | null>;
};

export function createResources(send: Send): Resources {
  const path = 'batch/default_resources';
  const all = createOnce(async () =>
    read(defaultResources, await send({ method: 'get', path, target: 'service' })),
  );
  const terms = createOnce((classId) => askTerms(send, Number(classId)));
  return { all: () => all(path), terms };
}

async function askTerms(send: Send, dcid: number): Promise<Calculation | null> {
  const answer = await send({
    method: 'post',
    path: 'teacher_category/calculations',
    json: { section_ids: [dcid] },
    target: 'section',
  });
  return read(calculations, answer).find((section) => section.dcid === dcid) ?? null;
}

/** Keeps answers by key. An error is not kept: the next one asks again. */
function createOnce<T>(ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const kept = new Map<string, Promise<T>>();
  return (key) => {
    const before = kept.get(key);
    if (before) return before;
    const asked = ask(key);
    kept.set(key, asked);
    asked.catch(() => kept.delete(key));
    return asked;
  };
}

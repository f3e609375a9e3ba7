import * as z from 'zod/mini';
import { sectionIds } from './schemas.ts';

/**
 * What a create tells in its headers: `Location` ends in the assignmentid, `AssignmentSectionIds` is a JSON list with
 * one id per section (powerschool.md 2). null where it does not say: an extension's proxy, or a server, may drop them.
 */
export function idsIn(headers: Headers): {
  assignmentId: number | null;
  assignmentSectionId: number | null;
} {
  const last = /\/(\d+)\/?$/.exec(headers.get('location') ?? '')?.[1];
  const parsed = z.safeParse(sectionIds, json(headers.get('assignmentsectionids') ?? ''));
  const [only, second] = parsed.data ?? [];
  return {
    assignmentId: last === undefined ? null : Number(last),
    assignmentSectionId: only !== undefined && second === undefined ? only : null,
  };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // as if the header were absent
  }
}

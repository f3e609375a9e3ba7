import { LmsError } from '../../lms/lms-error.ts';
import { type SectionKey, sectionKeyOf } from '../../model/item-key.ts';
import type { Preview, SectionPreview } from '../../model/preview.ts';
import type { Reason } from '../../model/reason.ts';
import { SisError } from '../../sis/sis-client.ts';
import { bigChange, planDigest } from '../plan/big-change.ts';
import { hasWork, type PlannedItem, type ReadyItem } from '../plan/plan.ts';
import { planAgainstSis } from '../plan/plan-against-sis.ts';
import type { PreparedSection } from '../plan/plan-section.ts';
import { prepareSection } from '../plan/prepare-section.ts';
import type { Workspace } from '../workspace.ts';
import { previewOf } from './preview.ts';

type Looked = { preview: SectionPreview; prepared: PreparedSection | null };

/**
 * What a sync of these sections would do: read and planned as the run does it, and not sent. A section that cannot be
 * read says why. Rejects with SisError when no SIS can be reached at all.
 */
export async function previewSections(ws: Workspace, sections: SectionKey[]): Promise<Preview> {
  const looked: Looked[] = [];
  for (const section of sections) looked.push(await look(ws, section));
  const work = looked.flatMap(({ prepared }) =>
    prepared ? [{ ...prepared, items: prepared.planned.filter(isToSend) }] : [],
  );
  return {
    sections: looked.map(({ preview }) => preview),
    big: bigChange(work),
    digest: planDigest(
      work.flatMap(({ items }) => items),
      ws.fingerprint,
    ),
  };
}

const isToSend = (entry: PlannedItem): entry is ReadyItem =>
  entry.kind === 'ready' && hasWork(entry);

const asks = (entry: PlannedItem): boolean =>
  entry.kind === 'ready' && (hasWork(entry) || entry.held.length > 0 || entry.itemChanged !== null);

async function look(ws: Workspace, section: SectionKey): Promise<Looked> {
  try {
    const planned = await prepareSection(ws, section);
    const { prepared, unread } = await compared(ws, planned);
    return { preview: previewOf(prepared, unread), prepared };
  } catch (error) {
    if (!(error instanceof LmsError)) throw error;
    const title = (await ws.db.get('sections', [section.origin, section.sectionId]))?.title;
    const named = { ...sectionKeyOf(section), title: title ?? section.sectionId };
    const preview = { section: named, items: [], unread: null, problem: error.reason };
    return { preview, prepared: null };
  }
}

async function compared(
  ws: Workspace,
  prepared: PreparedSection,
): Promise<{ prepared: PreparedSection; unread: Reason | null }> {
  if (!prepared.planned.some(asks)) return { prepared, unread: null };
  try {
    return { prepared: await planAgainstSis(ws, prepared), unread: null };
  } catch (error) {
    if (!(error instanceof SisError)) throw error;
    return { prepared, unread: { code: error.code } };
  }
}

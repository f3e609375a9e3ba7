import type { DataOf, ItemInfo, ReplyOf } from '../../lib/messages.ts';
import { t } from '../../lib/text.ts';
import { insist } from './commit.ts';
import type { Ports } from './ports.ts';

type ReadPorts = Pick<Ports, 'ask' | 'signal' | 'readyCopy'>;

/** What the background holds for one item; a new item has the default. */
export type StoredChoice = { sisName: string; include: boolean; info: ItemInfo | null };

/** Reads what is stored for an item; null is one that does not exist yet. Rejects like `ask`. */
export async function readStored(
  ports: ReadPorts,
  sectionId: string,
  item: { itemId: string; title: string | null } | null,
): Promise<StoredChoice> {
  const reply = await readItems(ports, sectionId, item === null ? [] : [item]);
  const info = reply.items.find(({ itemId }) => itemId === item?.itemId) ?? null;
  return {
    sisName: reply.sisName || t('sisFallback'),
    include: info?.include ?? reply.defaultInclude,
    info,
  };
}

/** That scores sent earlier stay in the SIS; '' when none were sent. */
export function staysText({ sisName, info }: StoredChoice): string {
  const sentAt = info?.lastSuccessAt ?? null;
  if (sentAt === null) return '';
  // In the browser's own language: the extension may be gone under the page, and could not be asked for one.
  const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(sentAt);
  return t('syncBoxStays', { sis: sisName, date });
}

/** What is stored for these items. Once it is there a copy of what is then submitted can be left at once. */
export async function readItems(
  ports: ReadPorts,
  sectionId: string,
  items: DataOf<'getItems'>['items'],
): Promise<ReplyOf<'getItems'>> {
  const ready = ports.readyCopy().catch(() => {}); // the copy is tried all the same
  const reply = await insist(() => ports.ask('getItems', { sectionId, items }), ports.signal);
  await ready;
  return reply;
}

import type { Score } from '../../model/graded-item.ts';
import type { LineItemPayload } from '../../sis/sis-client.ts';
import type { Observed } from '../../storage/records.ts';
import {
  decisionKey,
  findItem,
  findScore,
  type ItemFinding,
  type SisKnowledge,
} from '../read-back/findings.ts';
import { type Fingerprint, sentButUnknown } from './fingerprint.ts';
import { type Judging, judgeScore } from './judge-score.ts';
import type { ReadyItem, ResultWrite } from './plan.ts';
import { differingFields, fieldsWanted } from './sis-value.ts';

/** An item that can be sent, held against what the SIS acknowledged and what it was found to show. */
export function readyItem(
  what: Pick<ReadyItem, 'item' | 'landing' | 'lineItem'>,
  scores: Score[],
  judging: Judging,
  sis: SisKnowledge,
): ReadyItem {
  const { lineItem } = what;
  const { known, fingerprint } = judging;
  const lineItemHash = fingerprint(lineItem);
  const place: Place = { known, sis, fingerprint };
  const inSis = findItem(lineItem, place);
  const planned: ReadyItem = {
    kind: 'ready',
    ...what,
    lineItemHash,
    ...itemWrite(lineItem, lineItemHash, inSis, place),
    results: [],
    unchanged: 0,
    unlinked: 0,
    cleared: 0,
    unsayable: 0,
    notNumeric: 0,
    held: [],
    kept: [],
    differs: sis.reading ? 0 : (known?.differs ?? 0),
    itemDiffers: known?.lineItem === lineItemHash && isShownOtherwise(lineItem, inSis, known),
    gone: inSis === 'gone',
    found: sis.reading && { item: inSis === 'gone' ? null : inSis, scores: {} },
  };
  for (const score of scores) {
    const verdict = judgeScore(score, judging);
    if (verdict.kind === 'result') addResult(planned, verdict, place);
    else if (verdict.kind !== 'blank') planned[tallies[verdict.kind]]++;
  }
  // Scores go nowhere without their line item, and 88 of 100 must not become 88 of 50.
  return planned.gone || planned.itemChanged === 'held' ? { ...planned, results: [] } : planned;
}

/** Where a score that is not sent is counted. */
const tallies = {
  unlinked: 'unlinked',
  cleared: 'cleared',
  unsayable: 'unsayable',
  'not-numeric': 'notNumeric',
} as const;

/** In which category it stands is the SIS's business: some keep all that comes from outside in one (oneroster.md 2). */
function isShownOtherwise(
  lineItem: LineItemPayload,
  inSis: ItemFinding | 'gone',
  known: Observed,
): boolean {
  if (inSis === 'gone' || inSis.kind === 'changed') return false;
  const shown = inSis.now ?? known.shows?.item;
  if (!shown) return false;
  return differingFields(shown, fieldsWanted(lineItem)).some((name) => name !== 'categoryId');
}

type Place = { known: Observed | undefined; sis: SisKnowledge; fingerprint: Fingerprint };

/** What becomes of the line item. What somebody changed in the SIS is not overwritten without the teacher. */
function itemWrite(
  lineItem: LineItemPayload,
  hash: string,
  inSis: ItemFinding | 'gone',
  { known, sis }: Place,
): Pick<ReadyItem, 'putLineItem' | 'itemChanged'> {
  if (inSis === 'gone') return { putLineItem: false, itemChanged: null };
  const due = known?.lineItem !== hash;
  if (inSis.kind !== 'changed') return { putLineItem: due, itemChanged: null };
  const decided = sis.decisions.get(decisionKey(lineItem.sourcedId, ''));
  if (decided?.value === inSis.value) {
    return decided.choice === 'send'
      ? { putLineItem: true, itemChanged: null }
      : { putLineItem: false, itemChanged: 'kept' };
  }
  const points = inSis.now?.points ?? null;
  const otherPoints = points !== null && points !== lineItem.maxPoints;
  return { putLineItem: false, itemChanged: due || otherPoints ? 'held' : 'told' };
}

function addResult(planned: ReadyItem, { payload, hash }: ResultWrite, place: Place): void {
  const write: ResultWrite = { payload, hash };
  const { known, sis } = place;
  const found = findScore(payload, hash, place);
  if (planned.found) planned.found.scores[payload.studentId] = { ...found, hash };
  const { value } = found;
  const acknowledged = known?.results[payload.studentId];
  if (found.kind === 'changed' && value !== null) {
    const decided = sis.decisions.get(decisionKey(payload.lineItemId, payload.studentId));
    const choice = decided?.value === value ? decided.choice : null;
    if (choice === 'send') planned.results.push(write);
    else (choice === 'keep' ? planned.kept : planned.held).push({ ...write, value });
  } else if (found.kind === 'equal' && acknowledged !== sentButUnknown) {
    planned.unchanged++;
  } else if (acknowledged === hash && !(known?.unsure && value !== null)) {
    planned.unchanged++;
    if (found.kind === 'other') planned.differs++;
  } else {
    planned.results.push(write);
  }
}

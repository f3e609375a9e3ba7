import './review.css';
import { useState } from 'preact/hooks';
import type { DataOf } from '../../lib/messages.ts';
import type { BigChange, Preview, PreviewItem, SectionPreview } from '../../lib/model/preview.ts';
import type { Reason } from '../../lib/model/reason.ts';
import { reasonText, t, tn } from '../../lib/text.ts';
import { AlertIcon } from '../icons.tsx';
import { reasonOf } from '../panel-context.ts';
import type { SheetProps } from '../panel-sheet.tsx';
import { selectedKeys, sisNameOf } from '../panel-state.ts';
import { useAnswer } from '../use-answer.ts';
import { ReviewItem } from './review-item.tsx';
import { Sheet } from './sheet.tsx';

const kinds = ['problem', 'create', 'update', 'unchanged', 'skipped'] as const;
type Kind = (typeof kinds)[number];

/** What a sync would do, before it does it: read anew when it is opened, and after each choice. */
export function ReviewSheet({ state, actions, onClose }: SheetProps) {
  const sisName = sisNameOf(state);
  const [round, setRound] = useState(0);
  const [failed, setFailed] = useState<Reason | null>(null);
  const answer = useAnswer(
    () => actions.ask('preview', { sections: selectedKeys(state) }),
    [state.selected, round],
  );
  const preview = answer && 'value' in answer ? answer.value : null;
  const problem = answer && 'problem' in answer ? answer.problem : failed;

  const decide = async (decision: DataOf<'decideChanged'>): Promise<void> => {
    setFailed(null);
    try {
      await actions.ask('decideChanged', decision);
      setRound((before) => before + 1);
    } catch (error) {
      setFailed(reasonOf(error));
    }
  };

  return (
    <Sheet
      title={t('reviewTitle')}
      size="large"
      onClose={onClose}
      footer={preview && <Send preview={preview} onSend={actions.syncReviewed} />}
    >
      <p role="status" class="review-reading muted">
        {answer === null && t('reviewReading', { sis: sisName })}
      </p>
      {problem && (
        <p class="text-warn" role="alert">
          {reasonText(problem, sisName)}
        </p>
      )}
      {preview?.big && <Unusual big={preview.big} sisName={sisName} />}
      {preview && (
        <Found {...{ preview, sisName }} onDecide={(decision) => void decide(decision)} />
      )}
    </Sheet>
  );
}

const toSend = (preview: Preview): number =>
  preview.sections
    .flatMap(({ items }) => items)
    .filter(({ kind }) => kind === 'create' || kind === 'update').length;

type SendProps = { preview: Preview; onSend: (digest: string) => Promise<void> };

/** Pressed, it sends what is shown and nothing else: another plan that is as unusual is asked about anew. */
function Send({ preview, onSend }: SendProps) {
  const count = toSend(preview);
  const send = (button: Element): void => {
    button.closest('dialog')?.close();
    void onSend(preview.digest);
  };
  return (
    <>
      <p class="review-promise muted">{t('reviewPromise')}</p>
      {count > 0 && (
        <button type="button" class="primary" onClick={({ currentTarget }) => send(currentTarget)}>
          {preview.big ? t('sendAllTheSame') : tn('syncButton', count)}
        </button>
      )}
    </>
  );
}

function Unusual({ big, sisName }: { big: BigChange; sisName: string }) {
  const { changed, synced, zeros, moved, byProgram } = big;
  return (
    <div class="problem" role="alert">
      <AlertIcon />
      <p class="problem-text">
        <strong>{t('bigChange')}</strong>{' '}
        {[
          changed > 0 && t('bigChanged', { n: changed, of: synced, sis: sisName }),
          zeros > 0 && t('bigZeros', { n: zeros }),
          moved > 0 && tn('bigMoved', moved),
          byProgram > 0 && tn('bigByProgram', byProgram, { sis: sisName }),
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
    </div>
  );
}

type FoundProps = {
  preview: Preview;
  sisName: string;
  onDecide: (decision: DataOf<'decideChanged'>) => void;
};

function Found({ preview, sisName, onDecide }: FoundProps) {
  const [chosen, choose] = useState<Kind | null>(null);
  const all = preview.sections.flatMap(({ items }) => items);
  const isShown = ({ kind }: PreviewItem): boolean =>
    chosen === null ? kind !== 'unchanged' && kind !== 'skipped' : kind === chosen;
  return (
    <>
      <fieldset class="chips">
        <legend class="visually-hidden">{t('reviewTitle')}</legend>
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            class="chip"
            aria-pressed={chosen === kind}
            onClick={() => choose(chosen === kind ? null : kind)}
          >
            {t(`review_${kind}`)}{' '}
            <span class="chip-count">{all.filter((item) => item.kind === kind).length}</span>
          </button>
        ))}
      </fieldset>
      {all.filter(isShown).length === 0 && <p class="muted">{t('reviewNothing')}</p>}
      {preview.sections.map((section) => (
        <OfSection
          key={`${section.section.origin} ${section.section.sectionId}`}
          {...{ section, sisName, onDecide }}
          items={section.items.filter(isShown)}
          named={preview.sections.length > 1}
        />
      ))}
    </>
  );
}

/** What asks for the teacher comes first, then by kind. */
const byUrgency = (a: PreviewItem, b: PreviewItem): number => urgency(a) - urgency(b);

const urgency = ({ kind, asks, scores }: PreviewItem): number =>
  asks || scores.some(({ fate }) => fate === 'held') ? -1 : kinds.indexOf(kind);

type SectionProps = Omit<FoundProps, 'preview'> & {
  section: SectionPreview;
  items: PreviewItem[];
  named: boolean;
};

function OfSection({ section, items, named, sisName, onDecide }: SectionProps) {
  const { unread, problem } = section;
  if (items.length === 0 && !unread && !problem) return null;
  return (
    <section class="review-section">
      {named && (
        <h3>
          <bdi>{section.section.title}</bdi>
        </h3>
      )}
      {problem && <p class="text-warn">{reasonText(problem, sisName)}</p>}
      {unread && <p class="text-warn">{t('reviewUnread', { sis: sisName })}</p>}
      <ul class="entries">
        {items.toSorted(byUrgency).map((item) => (
          <ReviewItem key={item.key.itemId} {...{ item, sisName, onDecide }} />
        ))}
      </ul>
    </section>
  );
}

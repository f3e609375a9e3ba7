import { useEffect, useRef, useState } from 'preact/hooks';
import type { ItemDetail } from '../../../lib/model/item-detail.ts';
import type { Reason } from '../../../lib/model/reason.ts';
import { reasonText, t } from '../../../lib/text.ts';
import { reasonOf } from '../../panel-context.ts';
import type { PanelState } from '../../panel-state.ts';
import { sisNameOf } from '../../panel-state.ts';

type Props = {
  state: PanelState;
  detail: ItemDetail;
  /** The keyboard begins here. */
  focused: boolean;
  /** Null = Schoology's title again. */
  onSave: (title: string | null) => Promise<void>;
};

/** The title that the SIS gets. Schoology's own is never changed. */
export function SisTitle({ state, detail, focused, onSave }: Props) {
  const { row, sisTitle, titleMax, suggestion } = detail;
  const stored = sisTitle ?? row.title;
  const [draft, setDraft] = useState(stored);
  const [before, setBefore] = useState(stored);
  if (before !== stored) {
    setBefore(stored);
    setDraft(stored);
  }
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Reason | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const focusField = (): void => input.current?.focus();
  useEffect(() => {
    if (focused) focusField();
  }, [focused]);
  const length = [...draft.trim()].length;
  const tooLong = titleMax !== null && length > titleMax;
  const save = async (title: string | null): Promise<void> => {
    if (saving) return;
    setSaving(true);
    setProblem(null);
    try {
      await onSave(title);
    } catch (error) {
      setProblem(reasonOf(error));
    } finally {
      setSaving(false);
    }
  };
  return (
    <form
      class="item-part sis-title"
      onSubmit={(event) => {
        event.preventDefault();
        if (draft.trim() !== stored) void save(draft.trim() || null);
      }}
    >
      <label for="sis-title">{t('sisTitle', { sis: sisNameOf(state) })}</label>
      <div class="sis-title-line">
        <input
          id="sis-title"
          ref={input}
          value={draft}
          autocomplete="off"
          aria-describedby="sis-title-length sis-title-hint"
          aria-invalid={tooLong}
          onInput={({ currentTarget }) => setDraft(currentTarget.value)}
        />
        <span id="sis-title-length" class={`counter ${tooLong ? 'text-warn' : 'muted'}`}>
          {titleMax === null ? length : t('ofMax', { n: length, max: titleMax })}
        </span>
      </div>
      <p id="sis-title-hint" class="muted hint">
        {t('sisTitleHint', { sis: sisNameOf(state) })}
      </p>
      {suggestion !== null && draft !== suggestion && (
        <button
          type="button"
          class="suggestion"
          onClick={() => {
            setDraft(suggestion);
            focusField(); // this button goes
          }}
        >
          {t('useSuggestion', { title: suggestion })}
        </button>
      )}
      <div class="item-buttons">
        <button type="submit" aria-disabled={saving || draft.trim() === stored}>
          {t('saveSisTitle')}
        </button>
        {sisTitle !== null && (
          <button
            type="button"
            aria-disabled={saving}
            onClick={() => {
              void save(null);
              focusField(); // this button goes
            }}
          >
            {t('useSchoologyTitle')}
          </button>
        )}
        <span role="status" class="muted">
          {saving && t('savingSettings')}
        </span>
      </div>
      {problem && (
        <p class="text-warn" role="alert">
          {t('notSavedTitle')} {reasonText(problem, sisNameOf(state))}
        </p>
      )}
    </form>
  );
}

import { useState } from 'preact/hooks';
import type { Reason } from '../../lib/model/reason.ts';
import { type FileProblem, type ImportPreview, longestFile } from '../../lib/model/set-up-file.ts';
import { reasonText, t } from '../../lib/text.ts';
import { reasonOf } from '../panel-context.ts';
import type { PanelActions } from '../panel-store.ts';
import { datedName, download } from './download.ts';
import { FilePreview } from './file-preview.tsx';
import { FormField } from './form-field.tsx';

type Props = { ask: PanelActions['ask']; sisName: string };

/** Where saving and importing stand; nothing is kept once something else is begun. */
type Step =
  | { at: 'start' | 'busy' | 'saved' | 'imported' }
  | { at: 'preview'; text: string; opId: string; preview: ImportPreview }
  | { at: 'refused'; problem: FileProblem }
  | { at: 'failed'; reason: Reason };

/** Choices and set-up, out to a file and in from one. */
export function SetUpFile({ ask, sisName }: Props) {
  const [step, setStep] = useState<Step>({ at: 'start' });
  const go = async (work: () => Promise<Step>): Promise<void> => {
    setStep({ at: 'busy' });
    setStep(
      await work().catch((error: unknown): Step => ({ at: 'failed', reason: reasonOf(error) })),
    );
  };
  const save = () =>
    go(async () => {
      const { text } = await ask('exportSetUp');
      download(datedName('sync-to-sis', Date.now(), 'json'), 'application/json', text);
      return { at: 'saved' };
    });
  const look = (file: File) =>
    go(async () => {
      if (file.size > longestFile) return refused({ code: 'too-large', detail: '' });
      const text = await file.text();
      const answer = await ask('previewImport', { text });
      if ('problem' in answer) return refused(answer.problem);
      return { at: 'preview', text, opId: crypto.randomUUID(), preview: answer.preview };
    });
  const apply = ({ opId, text }: { opId: string; text: string }) =>
    go(async () => {
      const answer = await ask('importSetUp', { opId, text });
      return 'problem' in answer ? refused(answer.problem) : { at: 'imported' };
    });
  return (
    <>
      <p>
        <button type="button" disabled={step.at === 'busy'} onClick={() => void save()}>
          {t('fileSave')}
        </button>
      </p>
      <FormField id="setUpFile" label={t('fileChoose')} hint={t('fileChooseHint')}>
        <input
          id="setUpFile"
          type="file"
          accept=".json,application/json"
          aria-describedby="setUpFile-hint"
          onChange={({ currentTarget: input }) => {
            const [file] = input.files ?? [];
            if (file) void look(file);
            input.value = ''; // so that the same file can be chosen again
          }}
        />
      </FormField>
      {step.at === 'preview' && (
        <FilePreview
          preview={step.preview}
          onImport={() => void apply(step)}
          onCancel={() => setStep({ at: 'start' })}
        />
      )}
      <p
        role="status"
        class={step.at === 'refused' || step.at === 'failed' ? 'text-warn' : 'text-ok'}
      >
        {said(step, sisName)}
      </p>
    </>
  );
}

const refused = (problem: FileProblem): Step => ({ at: 'refused', problem });

function said(step: Step, sisName: string): string {
  switch (step.at) {
    case 'saved':
      return t('fileSaved');
    case 'imported':
      return t('fileDone');
    case 'refused': {
      const { code, detail } = step.problem;
      return t(`fileProblem_${code.replaceAll('-', '_')}`, { detail });
    }
    case 'failed':
      return reasonText(step.reason, sisName);
    default:
      return '';
  }
}

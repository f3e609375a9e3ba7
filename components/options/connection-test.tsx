import type { ConnectionTest as Result } from '../../lib/model/panel-view.ts';
import { t } from '../../lib/text.ts';
import { AlertIcon, CheckIcon } from '../icons.tsx';
import { fullReason } from '../reason-line.ts';
import type { ConnectionState } from './connection-store.ts';

type Props = {
  test: ConnectionState['test'];
  disabled: boolean;
  sisName: string;
  onTest: () => void;
};

export const ConnectionTest = ({ test, disabled, sisName, onTest }: Props) => (
  <div class="connection-test">
    <button type="button" disabled={disabled || test === 'testing'} onClick={onTest}>
      {t(test === 'testing' ? 'testing' : 'testConnection')}
    </button>
    <div role="status">
      {typeof test === 'object' && <TestResult result={test} sisName={sisName} />}
    </div>
  </div>
);

const TestResult = ({ result, sisName }: { result: Result; sisName: string }) => (
  <>
    <p class={result.ok ? 'note text-ok' : 'note text-error'}>
      {result.ok ? <CheckIcon /> : <AlertIcon />}
      {result.ok ? t('testOk', { ms: Math.round(result.latency) }) : t('testFailed')}
    </p>
    {result.problem && <p>{fullReason(result.problem, sisName)}</p>}
    <dl class="test-result">
      <dt>{t('testReads')}</dt>
      <dd>{t(result.canReadRoster ? 'yes' : 'no')}</dd>
      <dt>{t('testWrites')}</dt>
      <dd>{t(result.canWriteGrades ? 'yes' : 'no')}</dd>
      <dt>{t('testReadsBack')}</dt>
      <dd>{t(result.canReadBack === null ? 'testUnknown' : result.canReadBack ? 'yes' : 'no')}</dd>
    </dl>
  </>
);

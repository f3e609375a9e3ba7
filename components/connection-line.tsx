import type { ConnectionView } from '../lib/model/panel-view.ts';
import { t } from '../lib/text.ts';
import { AlertIcon, CheckIcon, LockIcon } from './icons.tsx';

/** Whether the SIS can be reached with what is configured, in one line. */
export function ConnectionLine({ connection }: { connection: ConnectionView }) {
  const ready = connection.state === 'ready';
  return (
    <p class="connection">
      <span class={`connection-state ${ready ? 'text-ok' : 'text-warn'}`}>
        {ready ? <CheckIcon /> : <AlertIcon />}
        <span class="connection-name">
          {t(ready ? 'connected' : 'notConnected', { sis: connection.sisName })}
        </span>
      </span>
      {connection.fromPolicy && (
        <span class="muted policy">
          <LockIcon />
          {t('setByDistrict')}
        </span>
      )}
    </p>
  );
}

import type { ConnectionView } from '../../lib/model/panel-view.ts';
import { t } from '../../lib/text.ts';
import type { ConnectionState } from './connection-store.ts';
import { FormField } from './form-field.tsx';

type Props = {
  view: ConnectionView;
  sisName: string;
  signIn: ConnectionState['signIn'];
  onSignIn: () => void;
  onSignOut: () => void;
};

/** Signing in and out where teachers do it themselves, and the address that their district registers for it. */
export const TeacherSignIn = ({ view, sisName, signIn, onSignIn, onSignOut }: Props) => {
  const isIn = view.state === 'ready';
  return (
    <div class="teacher-sign-in">
      <FormField id="redirectUrl" label={t('fieldRedirectUrl')} hint={t('fieldRedirectUrlHint')}>
        <input
          id="redirectUrl"
          type="text"
          readOnly
          value={view.redirectUrl}
          aria-describedby="redirectUrl-hint"
        />
      </FormField>
      <p class="form-end">
        {isIn ? (
          <button type="button" onClick={onSignOut}>
            {t('signOut')}
          </button>
        ) : (
          <button
            type="button"
            class="primary"
            disabled={signIn === 'running' || view.state !== 'needs-sign-in'}
            onClick={onSignIn}
          >
            {t(signIn === 'running' ? 'signingIn' : 'signIn', { sis: sisName })}
          </button>
        )}
        <span role="status" class="muted">
          {t(isIn ? 'signedIn' : 'signedOut', { sis: sisName })}
        </span>
      </p>
    </div>
  );
};

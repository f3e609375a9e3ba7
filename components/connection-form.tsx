import type { InputHTMLAttributes } from 'preact';
import { neededScopes } from '../lib/model/oneroster-scopes.ts';
import type { ConnectionSettings, ConnectionView } from '../lib/model/panel-view.ts';
import { t } from '../lib/text.ts';
import { type Field, fields, readForm, securePattern } from './connection-fields.ts';
import type { ConnectionState, Typed } from './connection-store.ts';
import { FormField } from './form-field.tsx';

type Props = {
  connection: ConnectionView;
  save: ConnectionState['save'];
  /** Called in the click itself, so that the browser can be asked for the hosts. */
  onSave: (typed: Typed) => void;
};

export function ConnectionForm({ connection, save, onSave }: Props) {
  const { settings, fromPolicy, state } = connection;
  // A policy without a secret leaves that one field to the teacher.
  const typesSecret = !fromPolicy || state === 'needs-secret';
  const submit = (event: MouseEvent & { currentTarget: HTMLButtonElement }): void => {
    event.preventDefault();
    const { form } = event.currentTarget;
    if (form?.reportValidity()) onSave(readForm(form));
  };
  return (
    <form class="connection-form">
      {/* Fields hold what is being typed; they start anew only when what is stored has changed. */}
      <div class="fields" key={JSON.stringify(settings)}>
        {fields.map((field) => (
          <TextField key={field.name} field={field} settings={settings} fixed={fromPolicy} />
        ))}
        <ScopesField settings={settings} fixed={fromPolicy} />
        {typesSecret && <SecretField kept={state === 'ready'} />}
      </div>
      {typesSecret && (
        <p class="form-end">
          <button type="submit" class="primary" disabled={save === 'saving'} onClick={submit}>
            {t(save === 'saving' ? 'savingSettings' : 'save')}
          </button>
          <span role="status" class={save === 'denied' ? 'text-warn' : 'text-ok'}>
            {save === 'saved' && t('saved')}
            {save === 'denied' && t('accessDenied')}
          </span>
        </p>
      )}
    </form>
  );
}

type FieldProps = { settings: ConnectionSettings | null; fixed: boolean };

const kinds = (): Record<Field['type'], InputHTMLAttributes<HTMLInputElement>> => ({
  text: { type: 'text' },
  email: { type: 'email' },
  url: { type: 'url', pattern: securePattern, title: t('fieldUrlHint') },
});

const TextField = ({ field, settings, fixed }: FieldProps & { field: Field }) => (
  <FormField id={field.name} label={t(field.label)} hint={field.hint && t(field.hint)}>
    <input
      id={field.name}
      name={field.name}
      {...kinds()[field.type]}
      required={field.required}
      readOnly={fixed}
      defaultValue={settings?.[field.name] ?? ''}
      autocomplete="off"
      spellcheck={false}
      aria-describedby={field.hint ? `${field.name}-hint` : undefined}
    />
  </FormField>
);

const ScopesField = ({ settings, fixed }: FieldProps) => (
  <FormField id="scopes" label={t('fieldScopes')} hint={t('fieldScopesHint')}>
    <textarea
      id="scopes"
      name="scopes"
      rows={3}
      readOnly={fixed}
      spellcheck={false}
      aria-describedby="scopes-hint"
      defaultValue={(settings?.scopes ?? neededScopes).join('\n')}
    />
  </FormField>
);

const SecretField = ({ kept }: { kept: boolean }) => (
  <FormField
    id="clientSecret"
    label={t('fieldClientSecret')}
    hint={[t('fieldSecretHint'), kept ? t('fieldSecretKept') : ''].filter(Boolean).join(' ')}
  >
    <input
      id="clientSecret"
      name="clientSecret"
      type="password"
      autocomplete="off"
      aria-describedby="clientSecret-hint"
    />
  </FormField>
);

import type { InputHTMLAttributes } from 'preact';
import { useState } from 'preact/hooks';
import type { ConnectionSettings, ConnectionView } from '../../lib/model/panel-view.ts';
import { isOAuth1, neededScopes, usesOwnSession } from '../../lib/model/sis-system.ts';
import { t } from '../../lib/text.ts';
import {
  type ConnectionKind,
  type Field,
  fieldsOf,
  hasSecret,
  newConnection,
  readForm,
  securePattern,
} from './connection-fields.ts';
import { ConnectionKindFields } from './connection-kind.tsx';
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
  const [chosen, choose] = useState<ConnectionKind | null>(null);
  const kind = (fromPolicy ? null : chosen) ?? settings ?? newConnection;
  const fields = fieldsOf(kind);
  // Under a policy the teacher's own e-mail stays theirs, and a secret that the district has left out.
  const needsSecret = !fromPolicy || state === 'needs-secret';
  const isFixed = (name: Field['name']): boolean => fromPolicy && name !== 'teacherEmail';
  const canSave = needsSecret || (settings !== null && fields.some(({ name }) => !isFixed(name)));
  const submit = (event: MouseEvent & { currentTarget: HTMLButtonElement }): void => {
    event.preventDefault();
    const { form } = event.currentTarget;
    if (!form?.reportValidity()) return;
    const { system, version, authType } = kind;
    onSave(readForm(form, { system, version, authType }));
  };
  return (
    <form class="connection-form">
      {/* Fields hold what is being typed; they start anew only when what is stored has changed. */}
      <div class="fields" key={JSON.stringify(settings)}>
        <ConnectionKindFields kind={kind} fixed={fromPolicy} onChange={choose} />
        {fields.map((field) => (
          <TextField
            key={field.name}
            field={field}
            settings={settings}
            fixed={!canSave || isFixed(field.name)}
          />
        ))}
        {!isOAuth1(kind.authType) && !usesOwnSession(kind.authType) && (
          <ScopesField key={kind.version} kind={kind} settings={settings} fixed={fromPolicy} />
        )}
        {needsSecret && hasSecret(kind.authType) && (
          <SecretField authType={kind.authType} kept={state === 'ready'} />
        )}
      </div>
      {canSave && (
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

const ScopesField = ({ kind, settings, fixed }: FieldProps & { kind: ConnectionKind }) => (
  <FormField id="scopes" label={t('fieldScopes')} hint={t('fieldScopesHint')}>
    <textarea
      id="scopes"
      name="scopes"
      rows={3}
      readOnly={fixed}
      spellcheck={false}
      aria-describedby="scopes-hint"
      defaultValue={scopesOf(kind, settings).join('\n')}
    />
  </FormField>
);

/** What was typed belongs to its version: the scopes of another have other names. */
const scopesOf = ({ version }: ConnectionKind, settings: ConnectionSettings | null): string[] =>
  settings?.version === version && settings.scopes.length > 0
    ? settings.scopes
    : neededScopes(version);

type SecretProps = { authType: ConnectionKind['authType']; kept: boolean };

const SecretField = ({ authType, kept }: SecretProps) => (
  <FormField
    id="clientSecret"
    label={t(isOAuth1(authType) ? 'fieldConsumerSecret' : 'fieldClientSecret')}
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

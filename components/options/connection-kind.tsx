import {
  authTypesOf,
  isPortalBeta,
  sisSystems,
  systemNames,
  versionsOf,
} from '../../lib/model/sis-system.ts';
import { t } from '../../lib/text.ts';
import { type ConnectionKind, fittingKind, usualKind } from './connection-fields.ts';
import { FormField } from './form-field.tsx';
import { PortalSwitch } from './portal-switch.tsx';

type Props = {
  kind: ConnectionKind;
  fixed: boolean;
  onChange: (kind: ConnectionKind) => void;
};

/** Which system, which version of OneRoster and how it signs in; what cannot be otherwise is not asked. */
export const ConnectionKindFields = ({ kind, fixed, onChange }: Props) => (
  <>
    <Choice
      name="system"
      label={t('fieldSystem')}
      hint={t('fieldSystemHint')}
      values={sisSystems}
      textOf={(system) => systemNames[system]}
      chosen={kind.system}
      fixed={fixed}
      onChoose={(system) => onChange(usualKind(system))}
    />
    {versionsOf[kind.system].length > 1 && (
      <Choice
        name="version"
        label={t('fieldVersion')}
        hint={null}
        values={versionsOf[kind.system]}
        textOf={(version) => version}
        chosen={kind.version}
        fixed={fixed}
        onChoose={(version) => onChange(fittingKind({ ...kind, version }))}
      />
    )}
    {kind.system === 'aeries' && !fixed && <PortalSwitch kind={kind} onChange={onChange} />}
    {!isPortalBeta(kind) && (
      <Choice
        name="authType"
        label={t('fieldAuthType')}
        hint={null}
        values={authTypesOf(kind.system, kind.version)}
        textOf={(type) => t(`auth_${type.replaceAll('-', '_')}`)}
        chosen={kind.authType}
        fixed={fixed}
        onChoose={(authType) => onChange({ ...kind, authType })}
      />
    )}
  </>
);

type ChoiceProps<T extends string> = {
  name: string;
  label: string;
  hint: string | null;
  values: readonly T[];
  textOf: (value: T) => string;
  chosen: T;
  fixed: boolean;
  onChoose: (value: T) => void;
};

function Choice<T extends string>({ name, values, chosen, ...props }: ChoiceProps<T>) {
  const choose = (text: string): void => {
    const value = values.find((candidate) => candidate === text);
    if (value !== undefined) props.onChoose(value);
  };
  return (
    <FormField id={name} label={props.label} hint={props.hint}>
      <select
        id={name}
        disabled={props.fixed}
        value={chosen}
        aria-describedby={props.hint ? `${name}-hint` : undefined}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      >
        {values.map((value) => (
          <option key={value} value={value}>
            {props.textOf(value)}
          </option>
        ))}
      </select>
    </FormField>
  );
}

import type { LmsDomain } from '../../lib/model/panel-view.ts';
import { t } from '../../lib/text.ts';
import { FormField } from './form-field.tsx';

type Props = {
  domains: LmsDomain[];
  /** Called in the click itself: asks the browser for the host, then adds it. */
  onAdd: (origin: string) => void;
  onRemove: (origin: string) => void;
};

/** What a person types: a host, or any address of a page there. Null = neither. */
function originOf(typed: string): string | null {
  const text = typed.trim();
  const address = text.includes('://') ? text : `https://${text}`;
  if (text === '' || !URL.canParse(address)) return null;
  const { protocol, origin } = new URL(address);
  return protocol === 'https:' ? origin : null;
}

/** Schoology at a district's own address. */
export const LmsDomains = ({ domains, onAdd, onRemove }: Props) => (
  <form
    class="lms-domains"
    onSubmit={(event) => {
      event.preventDefault();
      const input = event.currentTarget.elements.namedItem('lmsDomain');
      if (!(input instanceof HTMLInputElement)) return;
      const origin = originOf(input.value);
      input.setCustomValidity(origin === null ? t('lmsDomainInvalid') : '');
      input.reportValidity();
      if (origin === null) return;
      onAdd(origin);
      input.value = '';
    }}
  >
    <ul>
      {domains.map((domain) => (
        <Domain key={domain.origin} domain={domain} onAdd={onAdd} onRemove={onRemove} />
      ))}
    </ul>
    <FormField id="lmsDomain" label={t('lmsDomainLabel')} hint={t('lmsDomainHint')}>
      <input
        id="lmsDomain"
        name="lmsDomain"
        type="text"
        autocomplete="off"
        spellcheck={false}
        aria-describedby="lmsDomain-hint"
        onInput={({ currentTarget }) => currentTarget.setCustomValidity('')}
      />
    </FormField>
    <p class="form-end">
      <button type="submit">{t('lmsDomainAdd')}</button>
    </p>
  </form>
);

const Domain = ({ domain, onAdd, onRemove }: { domain: LmsDomain } & Omit<Props, 'domains'>) => (
  <li class="lms-domain">
    <bdi>{domain.origin}</bdi>
    {!domain.granted && (
      <button type="button" onClick={() => onAdd(domain.origin)}>
        {t('fixAccess')}
      </button>
    )}
    {domain.fromPolicy ? (
      <span class="muted">{t('setByDistrict')}</span>
    ) : (
      <button
        type="button"
        class="link"
        aria-label={t('lmsDomainRemoveName', { origin: domain.origin })}
        onClick={() => onRemove(domain.origin)}
      >
        {t('lmsDomainRemove')}
      </button>
    )}
  </li>
);

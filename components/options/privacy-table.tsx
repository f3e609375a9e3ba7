import { t } from '../../lib/text.ts';

/** What is read, kept and sent: [what, read, kept on this device, sent to the SIS]. */
const facts = [
  ['privacyItems', 'yes', 'yes', 'privacyIncludedOnly'],
  ['privacyScores', 'yes', 'privacyFingerprint', 'privacyIncludedOnly'],
  ['privacyNames', 'yes', 'no', 'no'],
  ['privacyIds', 'yes', 'privacyIdsOnly', 'privacyIncludedOnly'],
  ['privacyChoices', 'no', 'privacyChoicesKept', 'no'],
  ['privacySecret', 'no', 'privacyInMemory', 'privacyTokenOnly'],
] as const;

const columns = ['privacyWhat', 'privacyRead', 'privacyKept', 'privacySent'] as const;

export const PrivacyTable = () => (
  <>
    <table class="privacy">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {facts.map(([what, ...values]) => (
          <tr key={what}>
            <th scope="row">{t(what)}</th>
            {values.map((value, at) => (
              <td key={columns[at + 1]}>{t(value)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
    <p class="muted">{t('privacyNobody')}</p>
  </>
);

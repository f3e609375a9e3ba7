import { exceptions } from '../../lib/model/graded-item.ts';
import { changesNothing, type ImportPreview } from '../../lib/model/set-up-file.ts';
import { t, tn } from '../../lib/text.ts';

type Props = { preview: ImportPreview; onImport: () => void; onCancel: () => void };

/** What a file would change, before it does. */
export const FilePreview = ({ preview, onImport, onCancel }: Props) => {
  const nothing = changesNothing(preview);
  return (
    <div class="file-preview">
      {nothing ? (
        <p>{t('fileNothing')}</p>
      ) : (
        <>
          <h3>{t('filePreview')}</h3>
          <ul>
            {previewLines(preview).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
      <p class="form-end">
        {!nothing && (
          <button type="button" class="primary" onClick={onImport}>
            {t('fileImport')}
          </button>
        )}
        <button type="button" onClick={onCancel}>
          {t('fileCancel')}
        </button>
      </p>
    </div>
  );
};

function previewLines(preview: ImportPreview): string[] {
  const { included, excluded, matches, teacherSettings, connection, addresses, settings } = preview;
  return [
    included > 0 ? tn('fileIncluded', included) : '',
    excluded > 0 ? tn('fileExcluded', excluded) : '',
    ...matches.flatMap(({ title: section, classTitle, categories }) => [
      classTitle === null ? '' : t('fileClass', { section, title: classTitle }),
      categories > 0 ? tn('fileCategories', categories, { section }) : '',
    ]),
    ...teacherSettings.flatMap(settingLines),
    connection === 'changed' ? t('fileConnection', { hosts: addresses.join(', ') }) : '',
    connection === 'district' ? t('fileConnectionDistrict') : '',
    ...settings.map((name) => t(`fileSetting_${name.replaceAll('-', '_')}`)),
  ].filter(Boolean);
}

/** What is set for one section: a 0 in place of a mark is a grade, so each mark is told by itself. */
const settingLines = ({
  title: section,
  sisTitles,
  special,
}: ImportPreview['teacherSettings'][number]): string[] => [
  sisTitles > 0 ? tn('fileTitles', sisTitles, { section }) : '',
  ...exceptions.map((mark) =>
    special[mark]
      ? t('fileSpecial', {
          section,
          mark: t(`mark_${mark}`),
          choice: t(`special_${special[mark]}`),
        })
      : '',
  ),
];

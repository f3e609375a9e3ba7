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
  const { included, excluded, matches, connection, addresses, settings } = preview;
  return [
    included > 0 ? tn('fileIncluded', included) : '',
    excluded > 0 ? tn('fileExcluded', excluded) : '',
    ...matches.flatMap(({ title: section, classTitle, categories }) => [
      classTitle === null ? '' : t('fileClass', { section, title: classTitle }),
      categories > 0 ? tn('fileCategories', categories, { section }) : '',
    ]),
    connection === 'changed' ? t('fileConnection', { hosts: addresses.join(', ') }) : '',
    connection === 'district' ? t('fileConnectionDistrict') : '',
    ...settings.map((name) => t(`fileSetting_${name.replaceAll('-', '_')}`)),
  ].filter(Boolean);
}

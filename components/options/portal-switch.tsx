import { isPortalBeta } from '../../lib/model/sis-system.ts';
import { t } from '../../lib/text.ts';
import { type ConnectionKind, withPortal } from './connection-fields.ts';

type Props = { kind: ConnectionKind; onChange: (kind: ConnectionKind) => void };

/** The beta of Aeries' portal: off until the teacher turns it on here. */
export const PortalSwitch = ({ kind, onChange }: Props) => (
  <div class="field">
    <label class="box-line">
      <input
        type="checkbox"
        checked={isPortalBeta(kind)}
        aria-describedby="portalBeta-hint"
        onChange={({ currentTarget }) => onChange(withPortal(kind, currentTarget.checked))}
      />
      <span>{t('portalBeta')}</span>
    </label>
    <p class="hint muted" id="portalBeta-hint">
      {t('portalBetaHint')}
    </p>
  </div>
);

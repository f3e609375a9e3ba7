import type { ConnectionView } from '../../lib/model/panel-view.ts';
import type { ScheduleSettings } from '../../lib/model/schedule.ts';
import { t } from '../../lib/text.ts';
import { type PanelState, selectedRows, sisNameOf } from '../panel-state.ts';
import type { PanelActions } from '../panel-store.ts';
import { fullReason } from '../reason-line.ts';
import { RulesEditor } from '../sheets/rules-editor.tsx';
import { ConnectionForm } from './connection-form.tsx';
import type { ConnectionActions, ConnectionState, Typed } from './connection-store.ts';
import { ConnectionTest } from './connection-test.tsx';
import { DistrictPolicy } from './district-policy.tsx';
import { LmsDomains } from './lms-domains.tsx';
import type { MatchActions, MatchState } from './match-store.ts';
import { PagePreferenceBoxes } from './page-preferences.tsx';
import { PrivacyTable } from './privacy-table.tsx';
import { RemoveData } from './remove-data.tsx';
import { SchedulePart } from './schedule-part.tsx';
import { SectionLinks } from './section-links.tsx';
import { SetUpFile } from './set-up-file.tsx';
import { setUpProgress } from './set-up-progress.ts';
import { SetUpSteps } from './set-up-steps.tsx';
import type { SettingsActions } from './settings-actions.ts';
import { TeacherSignIn } from './teacher-sign-in.tsx';

export type OptionsPageProps = {
  panel: PanelState;
  panelActions: PanelActions;
  settingsActions: SettingsActions;
  connection: ConnectionState;
  connectionActions: ConnectionActions;
  match: MatchState;
  matchActions: MatchActions;
  /** Called in the click itself: asks the browser for the hosts, then saves. */
  onSave: (typed: Typed) => void;
  onAllowAccess: (origins: string[]) => void;
  onAddLmsDomain: (origin: string) => void;
  /** Called in the click itself: asks the browser for notifications where they are switched on, then saves. */
  onSchedule: (settings: ScheduleSettings) => void;
};

export const OptionsPage = (props: OptionsPageProps) => (
  <main class="options">
    <h1>{t('optionsTitle')}</h1>
    {props.panel.panel && <SetUpSteps {...setUpProgress(props.panel, props.connection.test)} />}
    <section id="connection">
      <h2>{t('partConnection')}</h2>
      <p class="muted">{t('partConnectionText')}</p>
      <Connection {...props} />
    </section>
    <section id="sections">
      <h2>{t('partSections')}</h2>
      <p class="muted">{t('partSectionsText')}</p>
      <SectionLinks
        state={props.panel}
        actions={props.panelActions}
        match={props.match}
        matchActions={props.matchActions}
      />
    </section>
    {props.panel.panel && (
      <section id="schedule">
        <h2>{t('partSchedule')}</h2>
        <p class="muted">{t('partScheduleText')}</p>
        <SchedulePart schedule={props.panel.panel.schedule} onChange={props.onSchedule} />
      </section>
    )}
    <section id="new-items">
      <h2>{t('partNewItems')}</h2>
      {props.panel.panel && (
        <RulesEditor
          newItems={props.panel.panel.newItems}
          rows={selectedRows(props.panel)}
          onSave={(settings) => void props.panelActions.saveNewItems(settings)}
          onApply={(rows, include) => void props.panelActions.setIncludeOf(rows, include, 'rule')}
        />
      )}
    </section>
    <section id="pages">
      <h2>{t('partPages')}</h2>
      <p class="muted">{t('partPagesText')}</p>
      {props.panel.panel && (
        <PagePreferenceBoxes
          preferences={props.panel.panel.pagePreferences}
          onChange={(preferences) => void props.settingsActions.savePagePreferences(preferences)}
        />
      )}
      <LmsDomains
        domains={props.panel.panel?.lmsDomains ?? []}
        onAdd={props.onAddLmsDomain}
        onRemove={(origin) => void props.settingsActions.removeLmsDomain(origin)}
      />
    </section>
    <section id="file">
      <h2>{t('partFile')}</h2>
      <p class="muted">{t('partFileText')}</p>
      <SetUpFile ask={props.panelActions.ask} sisName={sisNameOf(props.panel)} />
    </section>
    <section id="privacy">
      <h2>{t('partPrivacy')}</h2>
      <PrivacyTable />
      <RemoveData
        ask={props.panelActions.ask}
        sisName={sisNameOf(props.panel)}
        onRemoved={() => void props.panelActions.reload()}
      />
    </section>
  </main>
);

function Connection(props: OptionsPageProps) {
  const view = props.panel.panel?.connection;
  if (!view) return <ErrorLine reason={props.panel.error} sisName={t('sisFallback')} />;
  const { connection, connectionActions } = props;
  const sisName = view.sisName || t('sisFallback');
  return (
    <>
      <DistrictPolicy keys={view.policyKeys} />
      <ErrorLine reason={view.state === 'not-configured' ? null : view.problem} sisName={sisName} />
      <AllowAccess view={view} onAllowAccess={props.onAllowAccess} />
      <ConnectionForm connection={view} save={connection.save} onSave={props.onSave} />
      <div id="sign-in" class="sign-in">
        {view.settings?.authType === 'oauth2-pkce' && (
          <TeacherSignIn
            view={view}
            sisName={sisName}
            signIn={connection.signIn}
            onSignIn={() => void connectionActions.signIn()}
            onSignOut={() => void connectionActions.signOut()}
          />
        )}
        <ErrorLine reason={connection.error} sisName={sisName} />
        <ConnectionTest
          test={connection.test}
          disabled={view.state !== 'ready'}
          sisName={sisName}
          onTest={() => void connectionActions.test()}
        />
      </div>
    </>
  );
}

type AccessProps = { view: ConnectionView } & Pick<OptionsPageProps, 'onAllowAccess'>;

const AllowAccess = ({ view, onAllowAccess }: AccessProps) =>
  view.missingOrigins.length > 0 && (
    <p class="form-end">
      <button type="button" onClick={() => onAllowAccess(view.missingOrigins)}>
        {t('fixAccess')}
      </button>
      <span class="muted">{view.missingOrigins.join(', ')}</span>
    </p>
  );

type ErrorProps = { reason: PanelState['error']; sisName: string };

const ErrorLine = ({ reason, sisName }: ErrorProps) =>
  reason && (
    <p class="text-warn" role="alert">
      {fullReason(reason, sisName)}
    </p>
  );

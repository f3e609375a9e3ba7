import type { Clock } from '../model/clock.ts';
import type { SectionSnapshot } from '../model/graded-item.ts';
import type { SectionKey } from '../model/item-key.ts';
import type { NewItemSettings } from '../model/item-rule.ts';
import type { Profile } from '../sis/profile.ts';
import type { SisClient } from '../sis/sis-client.ts';
import type { Database } from '../storage/database.ts';
import type { Mirror } from '../storage/mirror.ts';
import type { Fingerprint } from './plan/fingerprint.ts';

/** Everything outside that preparing and running a sync touches. */
export type Workspace = {
  db: Database;
  mirror: Mirror;
  clock: Clock;
  /** Reads one section of Schoology whole. Rejects with LmsError. */
  readSnapshot(section: SectionKey): Promise<SectionSnapshot>;
  /** The configured SIS; the same object while it is the same. Rejects with SisError (NOT_CONFIGURED, NO_HOST_ACCESS …). */
  sis(): Promise<SisClient>;
  settings(): Promise<{
    defaultInclude: boolean;
    teacherEmail: string;
    profile: Profile;
    newItems: NewItemSettings;
  }>;
  fingerprint: Fingerprint;
};

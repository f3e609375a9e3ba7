import { sectionKeyOf } from '../model/item-key.ts';
import { confirmedConnection } from '../settings/connection.ts';
import { pruneRuns } from '../storage/run-history.ts';
import { recoverCopies } from '../storage/submitted-copies.ts';
import type { App } from './app.ts';

type Parts = Pick<App, 'ports' | 'db' | 'clock' | 'runner' | 'health'>;

/**
 * Syncs every section that is linked to a SIS class, or goes on with the run that is not finished. Nobody watches, so
 * nothing is asked: without a connection, or while the choices are not proven whole, nothing begins.
 */
export async function beginScheduled({ ports, db, clock, runner, health }: Parts): Promise<void> {
  const { settings } = await confirmedConnection(ports);
  if (health() === 'locked' || settings === null) return;
  const linked = (await db.getAll('links')).filter(({ classId }) => classId !== null);
  if (linked.length === 0) return;
  await recoverCopies({ local: ports.local, db });
  await pruneRuns(db, clock.now());
  await runner.start(linked.map(sectionKeyOf), null, { trigger: 'schedule' });
}

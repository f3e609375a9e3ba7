import type { ConnectionSettings } from '../lib/model/panel-view.ts';
import { calledAddresses } from '../lib/model/sis-system.ts';
import { hostPattern } from './host-pattern.ts';

/** The hosts a connection talks to, each once, as match patterns. */
export const hostPatterns = (settings: ConnectionSettings): string[] => [
  ...new Set(calledAddresses(settings).map(hostPattern)),
];

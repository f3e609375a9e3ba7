import type { ConnectionSettings } from '../lib/model/panel-view.ts';
import { calledAddresses } from '../lib/model/sis-system.ts';

/** The match pattern that asks for a host. Patterns have no port: Firefox refuses one that does. */
export function hostPattern(url: string): string {
  const { protocol, hostname } = new URL(url);
  return `${protocol}//${hostname}/*`;
}

/** The hosts a connection talks to, each once. */
export const hostPatterns = (settings: ConnectionSettings): string[] => [
  ...new Set(calledAddresses(settings).map(hostPattern)),
];

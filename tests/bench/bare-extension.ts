import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const worker = `chrome.runtime.onMessage.addListener((_message, _sender, answer) => {
  answer({ ok: false });
});
`;

/** Writes an extension whose worker answers every message and does nothing else. Returns its folder. */
export function writeBareExtension(parent: string): string {
  const folder = join(parent, 'bare-extension');
  mkdirSync(folder, { recursive: true });
  const manifest = {
    manifest_version: 3,
    name: 'Bare',
    version: '1',
    background: { service_worker: 'bare-worker.js' },
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'bare-worker.js'), worker);
  return folder;
}

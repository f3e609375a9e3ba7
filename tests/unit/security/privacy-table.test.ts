// @vitest-environment node
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(resolve(root, file), 'utf8');

/** What Firefox calls each thing of README's privacy table that leaves the browser (built-in consent, June 2025). */
const dataTypes: Record<string, string> = {
  'item titles, due dates, points, categories': 'websiteContent',
  'scores and exceptions': 'websiteContent',
  'student ids': 'personallyIdentifyingInfo',
  'client secret, access token': 'authenticationInfo',
};

/** The table under "Privacy", by its first and its last column. */
function privacyTable(): Map<string, string> {
  const [, section = ''] = read('README.md').split('\n## Privacy\n');
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  const [head = '', , ...body] = rows.map((row) => row.split('|').slice(1, -1));
  expect(String(head).split(',').at(-1)?.trim()).toBe('sent to the SIS');
  return new Map(body.map((cells) => [String(cells[0]).trim(), String(cells.at(-1)).trim()]));
}

it('what README says is sent is what the installation asks consent for', () => {
  const table = privacyTable();
  const sent = [...table].filter(([, to]) => to !== 'no').map(([what]) => what);
  expect(sent.toSorted()).toEqual(Object.keys(dataTypes).toSorted());
  const manifest = JSON.parse(read('.output/firefox-mv3/manifest.json'));
  const { required, optional = [] } =
    manifest.browser_specific_settings.gecko.data_collection_permissions;
  expect(required.toSorted()).toEqual([...new Set(Object.values(dataTypes))].toSorted());
  expect(optional).toEqual([]);
});

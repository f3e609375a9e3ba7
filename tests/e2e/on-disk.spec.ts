import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect, openPanel, openSchoology, worldHistory } from './steps/teacher.ts';
import { expect, test } from './support/fixtures.ts';

/** A score that no other number on disk is by chance. */
const canaryScore = 77.140625;

/** The files in which the browser keeps what an extension stores (not its cache of Schoology's pages). */
function filesOfExtension(profile: string): Buffer[] {
  const ours = /IndexedDB.*extension|Extension Settings|moz-extension|storage-sync|extension-store/;
  return readdirSync(profile, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => ours.test(path.slice(profile.length)))
    .map((path) => readFileSync(path));
}

const doubleOf = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes;
};

/** As one-byte and two-byte text. */
const textIn = (files: Buffer[], text: string): boolean =>
  files.some((file) => file.includes(text, 0, 'utf8') || file.includes(text, 0, 'utf16le'));

test('no student name and no score is ever on disk', async ({ driver, sandbox }, info) => {
  await connect(driver, sandbox);
  sandbox.lms.setScore('31000009', '50000051', canaryScore);
  await openSchoology(driver, sandbox, `/course/${worldHistory.id}/materials`);
  const panel = await openPanel(driver, worldHistory.title);
  await panel.clickRole('button', 'Sync 6 items');
  await panel.waitFor({ role: 'button', name: 'Everything is up to date' });
  sandbox.sis.failNext({
    method: 'PUT',
    match: /results/,
    status: 422,
    body: { imsx_description: 'Jules Marchetti has left the class' },
  });
  sandbox.lms.setScore('31000009', '50000052', canaryScore);
  await panel.clickRole('button', 'Check for changes');
  await panel.clickRole('button', 'Sync 1 item');
  await panel.waitForText('Jules Marchetti has left the class');

  await driver.restart(); // everything is written out when a browser ends
  const files = filesOfExtension(info.outputPath('profile'));
  expect(textIn(files, 'Reading notes, chapter 14'), 'the search finds what is there').toBe(true);
  for (const name of ['Marchetti', 'Whitfield', 'Villanueva', 'Jules', 'has left the class']) {
    expect(textIn(files, name), name).toBe(false);
  }
  expect(textIn(files, String(canaryScore))).toBe(false);
  expect(files.some((file) => file.includes(doubleOf(canaryScore)))).toBe(false);
  expect(textIn(files, sandbox.sis.clientSecret), 'the client secret').toBe(false);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');

export type Source = { path: string; text: string };

/** Files under these folders of the repository, by how their names end. Paths are from its root. */
export const filesUnder = (folders: string[], ending: RegExp): Source[] =>
  folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => ending.test(file))
      .map((file) => ({
        path: `${folder}/${file.replaceAll('\\', '/')}`,
        text: readFileSync(join(root, folder, file), 'utf8'),
      })),
  );

/** Our own code as it is shipped, before it is built. */
export const ownSources = (): Source[] =>
  filesUnder(['components', 'entrypoints', 'lib'], /\.tsx?$/);

/** How often each file holds the pattern; files without it are left out. */
export const counts = (sources: Source[], pattern: RegExp): Record<string, number> =>
  Object.fromEntries(
    sources.flatMap(({ path, text }) => {
      const found = [...text.matchAll(pattern)].length;
      return found > 0 ? [[path, found]] : [];
    }),
  );

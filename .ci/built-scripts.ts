import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import * as z from 'zod/mini';

const Manifest = z.object({
  background: z.object({
    service_worker: z.optional(z.string()),
    scripts: z.optional(z.array(z.string())),
  }),
  content_scripts: z.optional(z.array(z.object({ js: z.optional(z.array(z.string())) }))),
});

/** A static import as the bundler writes it; `import(…)` is loaded later and not counted. */
const staticImport = /(?:import|from)\s*["'](\.[^"']+\.js)["']/g;
const scriptTag = /<script\b[^>]*\bsrc="\/?([^"]+\.js)"/g;

const matches = (text: string, pattern: RegExp): string[] =>
  Array.from(text.matchAll(pattern), ([, path = '']) => path);

/** The scripts and everything they import, each once. Paths are relative to the extension's folder. */
function withImports(folder: string, scripts: string[]): string[] {
  const found = new Set<string>();
  const visit = (script: string): void => {
    if (found.has(script)) return;
    found.add(script);
    const source = readFileSync(join(folder, script), 'utf8');
    for (const path of matches(source, staticImport)) visit(normalize(join(dirname(script), path)));
  };
  for (const script of scripts) visit(normalize(script));
  return [...found];
}

/** The files that a built extension loads for each of its parts. `folder` is e.g. `.output/chrome-mv3`. */
export function scriptsOf(folder: string) {
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
  const { background, content_scripts = [] } = Manifest.parse(JSON.parse(read('manifest.json')));
  const worker = background.service_worker;
  const page = (html: string): string[] => withImports(folder, matches(read(html), scriptTag));
  return {
    'content script': content_scripts.flatMap(({ js = [] }) => withImports(folder, js)),
    background: withImports(folder, worker ? [worker] : (background.scripts ?? [])),
    popup: page('popup.html'),
    panel: page('panel.html'),
    options: page('options.html'),
  };
}

/** Every file of the built extension. */
export const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));

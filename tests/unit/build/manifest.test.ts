// @vitest-environment node
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

/** The built extension, both ways; `npm test` builds before it runs this. */
const output = resolve(import.meta.dirname, '../../../.output');
const builds = ['chrome-mv3', 'firefox-mv3'] as const;

const manifestOf = (build: string) =>
  JSON.parse(readFileSync(join(output, build, 'manifest.json'), 'utf8'));
const scriptsOf = (build: string): string[] =>
  readdirSync(join(output, build), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .map((file) => readFileSync(join(output, build, file), 'utf8'));

beforeAll(() => {
  if (!builds.every((build) => existsSync(join(output, build)))) {
    throw new Error('Run `npm run build` first: this test reads what is shipped');
  }
});

describe.each(builds)('%s', (build) => {
  it('asks for these permissions and no others', () => {
    const manifest = manifestOf(build);
    // `contextMenus` (the entries that open the panel) and Chrome's `sidePanel` warn of nothing and read nothing.
    const panel = build === 'chrome-mv3' ? ['sidePanel'] : [];
    expect(manifest.permissions.toSorted()).toEqual([
      'alarms',
      'contextMenus',
      'declarativeNetRequestWithHostAccess',
      'identity',
      'scripting',
      ...panel,
      'storage',
      'unlimitedStorage',
    ]);
    expect(manifest.host_permissions).toEqual(['https://*.schoology.com/*']);
    expect(manifest.optional_host_permissions).toEqual([
      'https://*/*',
      'http://127.0.0.1/*',
      'http://localhost/*',
    ]);
    // Only for the teacher who wants to be told of failures; asked for by that click.
    expect(manifest.optional_permissions).toEqual(['notifications']);
  });

  it('opens by a key, and at the side, but not by itself', () => {
    const manifest = manifestOf(build);
    expect(manifest.commands).toEqual({
      _execute_action: { suggested_key: { default: 'Alt+Shift+S' } },
    });
    if (build === 'chrome-mv3') {
      expect(manifest.side_panel).toEqual({ default_path: 'sidepanel.html' });
    } else {
      expect(manifest.sidebar_action).toMatchObject({
        default_panel: 'sidepanel.html',
        default_title: 'Sync to SIS',
        open_at_install: false,
      });
    }
  });

  it('gives nothing to pages and other extensions', () => {
    const manifest = manifestOf(build);
    expect(manifest.web_accessible_resources).toBeUndefined();
    expect(manifest.externally_connectable).toBeUndefined();
    expect(manifest.incognito).toBe('not_allowed');
    const [content, ...more] = manifest.content_scripts;
    expect(more).toEqual([]);
    expect(content.matches).toEqual(['https://*.schoology.com/*']);
    expect(content.all_frames).toBe(false);
  });

  it('has a content security policy without unsafe sources', () => {
    const csp: string = manifestOf(build).content_security_policy.extension_pages;
    expect(csp).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(csp).not.toMatch(/unsafe|wasm|data:|blob:/);
  });

  it('has no way to run text as code or as markup of a page', () => {
    for (const script of scriptsOf(build)) {
      expect(script).not.toMatch(
        /\beval\(|new Function\(|insertAdjacentHTML|document\.write\(|importScripts\(/,
      );
      expect(script).not.toMatch(/https?:\/\/[^"'` ]*\.js\b/);
    }
  });

  it('keeps its fixed identity', () => {
    const manifest = manifestOf(build);
    if (build === 'chrome-mv3') {
      expect(manifest.key).toMatch(/^MIIBIjAN/);
      expect(Number(manifest.minimum_chrome_version)).toBeGreaterThanOrEqual(121);
    } else {
      const { gecko } = manifest.browser_specific_settings;
      expect(gecko.id).toBe('sync-to-sis@sync-to-sis.example');
      expect(gecko.data_collection_permissions.required).toEqual([
        'personallyIdentifyingInfo',
        'websiteContent',
        'authenticationInfo',
      ]);
    }
  });
});

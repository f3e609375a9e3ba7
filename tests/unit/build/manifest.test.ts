// @vitest-environment node
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  hosts,
  openings,
  optionalHosts,
  optionalPermissions,
  permissions,
} from '../../security/permissions.ts';

/** The built extension, both ways; `npm test` builds before it runs this. */
const output = resolve(import.meta.dirname, '../../../.output');
const builds = ['chrome-mv3', 'firefox-mv3'] as const;

const manifestOf = (build: string) =>
  JSON.parse(readFileSync(join(output, build, 'manifest.json'), 'utf8'));

beforeAll(() => {
  if (!builds.every((build) => existsSync(join(output, build)))) {
    throw new Error('Run `npm run build` first: this test reads what is shipped');
  }
});

/** The side panel is Chrome's; Firefox has a key of the manifest for its sidebar. */
const argued = (build: string): string[] =>
  Object.keys(permissions).filter((name) => name !== 'sidePanel' || build === 'chrome-mv3');

describe.each(builds)('%s', (build) => {
  it('asks for what is argued for, and nothing else', () => {
    const manifest = manifestOf(build);
    expect(manifest.permissions.toSorted()).toEqual(argued(build).toSorted());
    expect(manifest.host_permissions).toEqual(hosts);
    expect(manifest.optional_host_permissions).toEqual(optionalHosts);
    const optional: string[] = manifest.optional_permissions ?? [];
    expect(optional.toSorted()).toEqual(Object.keys(optionalPermissions).toSorted());
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
    expect(Object.keys(manifest).filter((key) => openings.includes(key))).toEqual([]);
    expect(JSON.stringify(manifest)).not.toMatch(/<all_urls>|http:\/\/\*|\*:\/\//);
    const [content, ...more] = manifest.content_scripts;
    expect(more).toEqual([]);
    expect(content.matches).toEqual(hosts);
    expect(content.all_frames).toBe(false);
  });

  it('does not run in private windows', () => {
    expect(manifestOf(build).incognito).toBe('not_allowed');
  });

  it('lets its pages load and run only what is in the package', () => {
    const csp: string = manifestOf(build).content_security_policy.extension_pages;
    const directives = Object.fromEntries(
      csp.split('; ').map((directive) => {
        const [name = '', ...sources] = directive.split(' ');
        return [name, sources.join(' ')];
      }),
    );
    expect(directives).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self'",
      // The SIS is wherever the district has it; the guard of lib/net holds requests to it.
      'connect-src': 'https: http://127.0.0.1:* http://localhost:*',
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
    });
    expect(Object.keys(manifestOf(build).content_security_policy)).toEqual(['extension_pages']);
  });

  it('keeps its fixed identity', () => {
    const manifest = manifestOf(build);
    if (build === 'chrome-mv3') {
      expect(manifest.key).toMatch(/^MIIBIjAN/);
      expect(Number(manifest.minimum_chrome_version)).toBeGreaterThanOrEqual(121);
    } else {
      const { gecko } = manifest.browser_specific_settings;
      expect(gecko.id).toBe('sync-to-sis@sync-to-sis.example');
    }
  });
});

// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { counts, filesUnder, ownSources } from './sources.ts';

/** Ways in which text becomes code or markup. */
const sinks: [string, RegExp][] = [
  ['eval', /\beval\s*\(/g],
  ['Function', /\bFunction\s*\(/g],
  ['timers with text', /\bset(?:Timeout|Interval)\s*\(\s*['"`]/g],
  ['import of an address', /\bimport\s*\(\s*['"`](?!\.)/g],
  ['importScripts', /\bimportScripts\b/g],
  ['innerHTML', /innerHTML/g],
  ['outerHTML', /outerHTML/g],
  ['dangerouslySetInnerHTML', /dangerouslySetInnerHTML/g],
  ['insertAdjacentHTML', /insertAdjacentHTML/g],
  ['setHTMLUnsafe', /setHTMLUnsafe|parseHTMLUnsafe/g],
  ['createContextualFragment', /createContextualFragment/g],
  ['DOMParser', /\bDOMParser\b/g],
  ['document.write', /document\.write/g],
  ['srcdoc', /\bsrcdoc\b/g],
  ['javascript: addresses', /javascript:/g],
  ['scripts from elsewhere', /https?:\/\/[^"'` ]*\.m?js\b/g],
];

/** Preact's own reading of the property `dangerouslySetInnerHTML`, which no component of ours gives it. */
const ofPreact: Record<string, number> = { innerHTML: 2, dangerouslySetInnerHTML: 2 };

/**
 * Pages of Aeries are read by DOMParser: such a document runs nothing, loads nothing and is put nowhere; numbers and
 * texts are taken out of it (lib/sis/aeries/portal).
 */
const argued: Record<string, Record<string, number>> = {
  DOMParser: { 'entrypoints/aeries-portal.ts': 1 },
};

const sum = (found: Record<string, number>): number =>
  Object.values(found).reduce((total, count) => total + count, 0);

describe('text that would become code or markup', () => {
  const sources = ownSources();

  it.each(sinks)('by %s is nowhere in our source', (name, pattern) => {
    expect(sources.length).toBeGreaterThan(100);
    expect(counts(sources, pattern)).toEqual(argued[name] ?? {});
  });

  describe.each(['chrome-mv3', 'firefox-mv3'])('in %s', (build) => {
    const scripts = filesUnder([`.output/${build}`], /\.js$/);

    it.each(sinks)('by %s is only what Preact brings', (name, pattern) => {
      expect(scripts.length).toBeGreaterThan(3);
      expect(sum(counts(scripts, pattern))).toBe((ofPreact[name] ?? 0) + sum(argued[name] ?? {}));
    });

    it('is in no page: every script and style is a file of the extension', () => {
      const pages = filesUnder([`.output/${build}`], /\.html$/);
      expect(pages.map(({ path }) => path.split('/').at(-1))).toEqual(
        expect.arrayContaining(['options.html', 'panel.html', 'popup.html']),
      );
      expect(counts(pages, /<script(?![^>]*\bsrc="\/)[^>]*>/g)).toEqual({});
      expect(counts(pages, /<style\b|\bon[a-z]+\s*=\s*["']|(?:src|href)="(?!\/)/g)).toEqual({});
    });
  });
});

// @vitest-environment node
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { installScripts, shipped } from '../../security/dependencies.ts';

const root = resolve(import.meta.dirname, '../../..');
const read = (file: string): unknown => JSON.parse(readFileSync(resolve(root, file), 'utf8'));

const { dependencies } = z
  .object({ dependencies: z.record(z.string(), z.string()) })
  .parse(read('package.json'));
const { packages } = z
  .object({
    packages: z.record(
      z.string(),
      z.object({
        integrity: z.optional(z.string()),
        link: z.optional(z.boolean()),
        hasInstallScript: z.optional(z.boolean()),
      }),
    ),
  })
  .parse(read('package-lock.json'));
const installed = Object.entries(packages).filter(([path]) => path !== '');

describe('dependencies', () => {
  it('that are shipped are those argued for, each at one exact version', () => {
    expect(Object.keys(dependencies).toSorted()).toEqual(Object.keys(shipped).toSorted());
    expect(
      Object.values(dependencies).filter((version) => !/^\d+\.\d+\.\d+$/.test(version)),
    ).toEqual([]);
  });

  it('are all held by the lockfile to their content', () => {
    expect(installed.length).toBeGreaterThan(Object.keys(shipped).length);
    const loose = installed.filter(
      ([, { integrity, link }]) => !link && !/^sha512-/.test(integrity ?? ''),
    );
    expect(loose.map(([path]) => path)).toEqual([]);
  });

  it('run no script when they are installed, but for those named', () => {
    const running = installed.filter(([, { hasInstallScript }]) => hasInstallScript);
    expect(running.map(([path]) => path)).toEqual(installScripts);
  });
});

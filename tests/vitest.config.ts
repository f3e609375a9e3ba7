import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

export default defineConfig(async () => ({
  root: resolve(import.meta.dirname, '..'),
  plugins: [await WxtVitest()],
  test: {
    include: ['tests/unit/**/*.test.{ts,tsx}'],
    environment: 'happy-dom',
    // Fixtures name scripts of Schoology's; nothing is fetched.
    environmentOptions: { happyDOM: { settings: { handleDisabledFileLoadingAsSuccess: true } } },
    setupFiles: ['tests/unit/setup.ts'],
    testTimeout: 30_000, // a busy machine is no failure
    mockReset: true,
    restoreMocks: true,
  },
}));

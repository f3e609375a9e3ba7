import { render } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { eventually } from '../eventually.ts';

const text = (root: Element): string => root.textContent ?? '';

/** A panel that was just opened: nothing of the later parts has been loaded. */
async function opened() {
  const { Later } = await import('../../../components/later.tsx');
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const draw = () =>
    act(() => {
      render(
        <>
          <input />
          <Later draw={({ EmptyState }) => <EmptyState />} />
        </>,
        root,
      );
    });
  return { root, draw };
}

beforeEach(() => vi.resetModules());

describe('a part that the first look does without', () => {
  it('is drawn when it has been loaded, and moves no focus', async () => {
    const { root, draw } = await opened();
    await draw();
    expect(text(root)).toBe('');
    root.querySelector('input')?.focus();
    await eventually(() => expect(text(root)).toContain('No graded items yet'));
    expect(document.activeElement).toBe(root.querySelector('input'));
  });

  it('is drawn at once the next time', async () => {
    const { root, draw } = await opened();
    await draw();
    await eventually(() => expect(text(root)).not.toBe(''));
    act(() => render(null, root));
    await draw();
    expect(text(root)).toContain('No graded items yet');
  });
});

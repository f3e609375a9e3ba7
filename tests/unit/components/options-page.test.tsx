import { type ComponentChild, render } from 'preact';
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { ConnectionForm } from '../../../components/options/connection-form.tsx';
import { ConnectionTest } from '../../../components/options/connection-test.tsx';
import { SectionLink } from '../../../components/options/section-link.tsx';
import type { ConnectionSettings } from '../../../lib/model/panel-view.ts';
import { aConnection, aLink, aView, origin } from './fake-views.ts';

const settings: ConnectionSettings = {
  system: 'oneroster',
  version: '1.2',
  authType: 'oauth2-client-credentials',
  authorizationUrl: '',
  sisName: 'PowerSchool',
  rosteringUrl: 'https://sis.example.org/rostering',
  gradebookUrl: 'https://sis.example.org/gradebook',
  tokenUrl: 'https://sis.example.org/token',
  clientId: 'client-1',
  scopes: ['a', 'b'],
  teacherEmail: 't@example.org',
};

function draw(node: ComponentChild): HTMLElement {
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  act(() => render(node, root));
  return root;
}

const matching = {
  match: { students: {}, copied: {}, errors: {} },
  matchActions: { readStudents: vi.fn(), linkStudent: vi.fn(), copyMatches: vi.fn() },
  canCopy: false,
};

const labels = (root: Element) =>
  [...root.querySelectorAll('label')].map((label) =>
    (label.querySelector('span') ?? label).textContent?.trim(),
  );

describe('the connection form', () => {
  it('labels every field', () => {
    const root = draw(
      <ConnectionForm connection={aConnection({ settings })} save="idle" onSave={vi.fn()} />,
    );
    expect(labels(root)).toEqual([
      'Your SIS',
      'Version of OneRoster',
      'How it signs in',
      'Name of your SIS',
      'Rostering address',
      'Gradebook address',
      'Token address',
      'Client id',
      'Your e-mail in the SIS',
      'Scopes',
      'Client secret',
    ]);
    expect(root.querySelector<HTMLInputElement>('#clientSecret')?.type).toBe('password');
  });

  it('asks for what the chosen system and sign-in need', () => {
    const root = draw(<ConnectionForm connection={aConnection()} save="idle" onSave={vi.fn()} />);
    const choose = (id: string, value: string): void => {
      const select = root.querySelector<HTMLSelectElement>(`#${id}`);
      if (!select) throw new Error(`no ${id}`);
      select.value = value;
      act(() => void select.dispatchEvent(new Event('change', { bubbles: true })));
    };
    choose('system', 'powerschool');
    choose('authType', 'teacher-session');
    expect(labels(root)).toEqual([
      'Your SIS',
      'How it signs in',
      'Name of your SIS',
      'PowerSchool address',
      'Your e-mail in the SIS',
    ]);
    choose('system', 'sis-connect');
    choose('authType', 'oauth1-sha1');
    expect(labels(root)).toEqual([
      'Your SIS',
      'How it signs in',
      'Name of your SIS',
      'OneRoster address',
      'Consumer key',
      'Your e-mail in the SIS',
      'Consumer secret',
    ]);
  });

  it('saves the one address of PowerSchool as its host', () => {
    const onSave = vi.fn();
    const session: ConnectionSettings = {
      ...settings,
      system: 'powerschool',
      version: '1.1',
      authType: 'teacher-session',
      rosteringUrl: 'https://ps.example.org/teachers/index.html',
    };
    const root = draw(
      <ConnectionForm
        connection={aConnection({ settings: session })}
        save="idle"
        onSave={onSave}
      />,
    );
    root.querySelector('button')?.click();
    expect(onSave.mock.calls[0]?.[0].settings).toMatchObject({
      rosteringUrl: 'https://ps.example.org',
      gradebookUrl: 'https://ps.example.org',
      tokenUrl: '',
    });
  });

  it('gives what was typed, in the click itself', () => {
    const onSave = vi.fn();
    const root = draw(
      <ConnectionForm connection={aConnection({ settings })} save="idle" onSave={onSave} />,
    );
    const secret = root.querySelector<HTMLInputElement>('#clientSecret');
    if (secret) secret.value = 'hush';
    root.querySelector('button')?.click();
    expect(onSave).toHaveBeenCalledExactlyOnceWith({ settings, secret: 'hush' });
  });

  it('begins with the scopes that are needed and no more', () => {
    const root = draw(<ConnectionForm connection={aConnection()} save="idle" onSave={vi.fn()} />);
    expect(root.querySelector('textarea')?.value).not.toContain('delete');
    expect(root.querySelector('textarea')?.value.split('\n')).toHaveLength(3);
  });

  const inputsOf = (root: HTMLElement) => [
    ...root.querySelectorAll<HTMLInputElement>('input, textarea'),
  ];

  it('can only be read where the district has set it, but for the teacher’s own e-mail', () => {
    const connection = aConnection({ settings, fromPolicy: true });
    const onSave = vi.fn();
    const root = draw(<ConnectionForm connection={connection} save="idle" onSave={onSave} />);
    const open = inputsOf(root).filter((input) => !input.readOnly);
    expect(open.map(({ id }) => id)).toEqual(['teacherEmail']);
    expect(root.querySelector('#clientSecret')).toBeNull();
    for (const input of open) input.value = 'me@school.example';
    root.querySelector('button')?.click();
    expect(onSave.mock.calls[0]?.[0].settings.teacherEmail).toBe('me@school.example');
  });

  it('has nothing to type or save under a policy that was refused', () => {
    const connection = aConnection({ fromPolicy: true, state: 'policy-invalid' });
    const root = draw(<ConnectionForm connection={connection} save="idle" onSave={vi.fn()} />);
    expect(inputsOf(root).every((input) => input.readOnly)).toBe(true);
    expect(root.querySelector('button')).toBeNull();
  });

  it('says when the browser was not allowed to reach the addresses', () => {
    const root = draw(<ConnectionForm connection={aConnection()} save="denied" onSave={vi.fn()} />);
    expect(root.querySelector('[role=status]')?.textContent).toContain('was not allowed to reach');
  });
});

describe('Test connection', () => {
  it('tells what can be done and why the rest cannot', () => {
    const test = {
      ok: false,
      problem: { code: 'NO_PERMISSION' as const },
      canReadRoster: true,
      canWriteGrades: false,
      canReadBack: null,
      latency: 12,
    };
    const root = draw(
      <ConnectionTest test={test} disabled={false} sisName="PowerSchool" onTest={vi.fn()} />,
    );
    expect(root.querySelector('button')?.textContent).toBe('Test connection');
    expect(root.querySelector('dl')?.textContent).toMatch(
      /^Reads the rosterYesWrites gradesNoReads grades backNot known yet/,
    );
    expect(root.textContent).toContain('not allowed to write this in PowerSchool');
  });
});

describe('a section', () => {
  it('has its class and each category as a choice by name, with what is matched chosen', () => {
    const onMatch = vi.fn();
    const root = draw(
      <SectionLink
        view={aView([])}
        sisName="PowerSchool"
        onLink={vi.fn()}
        onMatch={onMatch}
        {...matching}
      />,
    );
    expect(labels(root)).toEqual([
      'SIS class for Algebra 1',
      'SIS category for Homework',
      'SIS category for Labs',
    ]);
    const [klass, homework, labs] = root.querySelectorAll('select');
    expect([klass?.value, homework?.value, labs?.value]).toEqual(['class-1', 's1', '']);
    expect(root.textContent).toContain('24 students linked. ');
    expect(root.querySelector('summary')?.textContent).toBe('1 student not found in PowerSchool');
    if (labs) labs.value = 's2';
    labs?.dispatchEvent(new Event('change', { bubbles: true }));
    expect(onMatch).toHaveBeenCalledWith(
      { origin, sectionId: '101', title: 'Algebra 1' },
      '2',
      's2',
    );
  });

  it('asks for categories only once it has a class', () => {
    const view = aView([], { link: { ...aLink, classId: null } });
    const root = draw(
      <SectionLink
        view={view}
        sisName="PowerSchool"
        onLink={vi.fn()}
        onMatch={vi.fn()}
        {...matching}
      />,
    );
    expect(labels(root)).toEqual(['SIS class for Algebra 1']);
  });
});

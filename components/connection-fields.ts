import type { ConnectionSettings } from '../lib/model/panel-view.ts';
import type { Typed } from './connection-store.ts';

export type Field = {
  name: Exclude<keyof ConnectionSettings, 'scopes'>;
  label: string;
  hint: string | null;
  type: 'text' | 'url' | 'email';
  required: boolean;
};

const url = (name: Field['name'], label: string): Field => ({
  name,
  label,
  hint: null,
  type: 'url',
  required: true,
});

/** The one-line fields of a connection, in the order of the form. */
export const fields: readonly Field[] = [
  {
    name: 'sisName',
    label: 'fieldSisName',
    hint: 'fieldSisNameHint',
    type: 'text',
    required: false,
  },
  url('rosteringUrl', 'fieldRosteringUrl'),
  url('gradebookUrl', 'fieldGradebookUrl'),
  url('tokenUrl', 'fieldTokenUrl'),
  { name: 'clientId', label: 'fieldClientId', hint: null, type: 'text', required: true },
  {
    name: 'teacherEmail',
    label: 'fieldTeacherEmail',
    hint: 'fieldTeacherEmailHint',
    type: 'email',
    required: false,
  },
];

/** As a `pattern`: https anywhere, http on this machine only (a SIS under test). */
export const securePattern = 'https://.+|http://(127\\.0\\.0\\.1|localhost)(:[0-9]+)?(/.*)?';

/** What stands in the form. An empty secret means: keep the one entered before. */
export function readForm(form: HTMLFormElement): Typed {
  const data = new FormData(form);
  const text = (name: string): string => String(data.get(name) ?? '').trim();
  return {
    settings: {
      sisName: text('sisName'),
      rosteringUrl: text('rosteringUrl'),
      gradebookUrl: text('gradebookUrl'),
      tokenUrl: text('tokenUrl'),
      clientId: text('clientId'),
      scopes: text('scopes').split(/\s+/).filter(Boolean),
      teacherEmail: text('teacherEmail'),
    },
    secret: text('clientSecret') || null,
  };
}

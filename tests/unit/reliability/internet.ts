import { lmsApp } from '../../sandbox/schoology/app.ts';
import { lmsControls, newLms } from '../../sandbox/schoology/controls.ts';
import { sisApp } from '../../sandbox/sis/app.ts';
import { newSis, sisControls } from '../../sandbox/sis/controls.ts';
import { gradebookRoot, rosteringRoot } from '../../sandbox/sis/sis.ts';

const lmsOrigin = 'https://app.schoology.com';
export const sisOrigin = 'https://sis.example.test';

/** Stands in the way of a request: answers in its place, lets it `pass`, or throws as a broken connection does. */
export type Interference = (
  request: Request,
  pass: () => Promise<Response>,
) => Response | Promise<Response>;

/** How `fetch` rejects when there is no answer. */
export const noConnection = (): never => {
  throw new TypeError('Failed to fetch');
};

/** The replica of Schoology and the strict SIS of the sandbox, in memory, with a browser's cookie for the former. */
export async function createInternet() {
  const replica = newLms({ bulkEdit: 'table', native: false });
  const schoology = lmsApp(replica);
  const servers = new Map<string, ReturnType<typeof sisApp>>();
  const openSis = (at: string) => {
    const registrar = newSis();
    registrar.origin = at;
    servers.set(at, sisApp(registrar));
    return sisControls(registrar);
  };
  let interfere: Interference = (_, pass) => pass();
  let cookie = '';

  const toSchoology = (request: Request): Response | Promise<Response> => {
    const headers = new Headers(request.headers);
    headers.set('cookie', cookie);
    return schoology.fetch(new Request(request, { headers }));
  };
  const fetchPort: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const { origin } = new URL(request.url);
    const pass = async (): Promise<Response> =>
      servers.get(origin)?.fetch(request) ?? toSchoology(request);
    return interfere(request.clone(), pass);
  };
  /** Signs in to Schoology in this browser, in place of whoever was. */
  const signIn = async (uid: string): Promise<void> => {
    const answer = await schoology.fetch(new Request(`${lmsOrigin}/sandbox/login?uid=${uid}`));
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  };
  await signIn('30000001');

  const sis = openSis(sisOrigin);
  return {
    lms: lmsControls(replica),
    sis,
    fetch: fetchPort,
    signIn,
    /** Holds every PUT until `release`; says how many are waiting. */
    holdPuts() {
      const waiting: (() => void)[] = [];
      interfere = async ({ method }, pass) => {
        if (method === 'PUT') await new Promise<void>((go) => waiting.push(go));
        return pass();
      };
      return {
        waiting,
        release(): void {
          interfere = (_, pass) => pass();
          for (const go of waiting) go();
        },
      };
    },
    /** From now on; null = nothing is in the way any more. */
    interfere(with_: Interference | null): void {
      interfere = with_ ?? ((_, pass) => pass());
    },
    /** What the teacher types into options. */
    connection: connectionTo(sisOrigin, sis),
    /** A second SIS at another address, with the same classes and students in it. */
    openSis(at: string) {
      const other = openSis(at);
      return { sis: other, connection: connectionTo(at, other) };
    },
    /** Titles with the scores by student id, of World History in the SIS. */
    gradebook: (): Record<string, Record<string, number | string>> =>
      Object.fromEntries(
        (sis.gradebook().find(({ classId }) => classId === 'class-whist-6')?.lineItems ?? []).map(
          ({ title, results }) => [
            title,
            Object.fromEntries(
              results.map(({ studentId, score, scoreStatus }) => [studentId, score ?? scoreStatus]),
            ),
          ],
        ),
      ),
    /** PUTs the SIS has seen that speak of a title or of its line item. */
    putsOf(title: string) {
      const ids = [...sis.state.lineItems.values()]
        .filter((lineItem) => lineItem.title === title)
        .map(({ sourcedId }) => String(sourcedId));
      return sis
        .puts()
        .filter(({ body }) => [title, ...ids].some((text) => JSON.stringify(body).includes(text)));
    },
  };
}

const connectionTo = (at: string, { desk }: ReturnType<typeof sisControls>) => ({
  settings: {
    system: 'oneroster' as const,
    version: '1.2' as const,
    authType: 'oauth2-client-credentials' as const,
    authorizationUrl: '',
    sisName: 'Example SIS',
    rosteringUrl: `${at}${rosteringRoot}`,
    gradebookUrl: `${at}${gradebookRoot}`,
    tokenUrl: `${at}/oauth/token`,
    clientId: desk.clientId,
    scopes: ['roster.readonly', 'gradebook.readonly', 'gradebook.createput'].map(
      (name) => `https://purl.imsglobal.org/spec/or/v1p2/scope/${name}`,
    ),
    teacherEmail: '',
  },
  secret: desk.clientSecret,
});

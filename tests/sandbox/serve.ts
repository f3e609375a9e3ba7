import { password } from './schoology/session.ts';
import { startSandbox } from './start.ts';

/** Runs the sandbox by hand: `npx tsx tests/sandbox/serve.ts [table|divs] [native]`. */
const args = process.argv.slice(2);
const { lms, sis, hosts, close } = await startSandbox({
  lmsPort: 8443,
  sisPort: 8444,
  bulkEdit: args.includes('divs') ? 'divs' : 'table',
  native: args.includes('native'),
});

console.log(`Schoology   ${lms.origin()}  and  ${lms.origin('district.schoology.com')}
Sign in     ${lms.loginUrl()}
            or /login as robin.teachwell@district.example.test with the password "${password}"

SIS         ${sis.origin}/  (the gradebook as a page)
Rostering   ${sis.rosteringUrl}
Gradebook   ${sis.gradebookUrl}
Token       ${sis.tokenUrl}
Client      ${sis.clientId} / ${sis.clientSecret}

Start Chromium with
  --host-resolver-rules="${hosts.map((host) => `MAP ${host} 127.0.0.1`).join(',')}" --ignore-certificate-errors
Stop with Ctrl+C.`);

process.once('SIGINT', () => void close());

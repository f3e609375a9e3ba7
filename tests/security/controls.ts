import { e2e, type Promised, type Shown, step, unit } from '../evidence.ts';

export type Control = Promised & { control: string };

const security = (file: string, title: string): Shown => unit(`security/${file}.test.ts`, title);
const built = (title: string): Shown => unit('build/manifest.test.ts', title);

/** What keeps others out, and the test that would fail if it did not. */
export const controls: Control[] = [
  {
    number: 1,
    control: 'permissions are an argued list, in both builds',
    shownBy: [built('asks for what is argued for, and nothing else')],
    open: null,
  },
  {
    number: 2,
    control: 'no <all_urls>, no http hosts, nothing open to pages and other extensions',
    shownBy: [built('gives nothing to pages and other extensions')],
    open: null,
  },
  {
    number: 3,
    control: 'a content security policy without unsafe sources',
    shownBy: [built('lets its pages load and run only what is in the package')],
    open: null,
  },
  {
    number: 4,
    control: 'no way from text to code or markup, in the source and in what is built',
    shownBy: [
      security('sinks', 'by %s is nowhere in our source'),
      security('sinks', 'by %s is only what Preact brings'),
      security('sinks', 'is in no page: every script and style is a file of the extension'),
      step('npm run verify'),
    ],
    open: null,
  },
  {
    number: 5,
    control: 'one way out, which reaches configured hosts only',
    shownBy: [
      security(
        'network',
        'is one call of fetch, and one in a tab of Aeries; nothing else speaks to a network',
      ),
      security('network', 'is behind the guard wherever it is taken from the browser'),
      security('network', 'lets nothing leave for %s'),
      e2e(
        'security.spec.ts',
        'a whole sync reaches Schoology and the SIS and nobody else, without cookies to the SIS',
      ),
    ],
    open: null,
  },
  {
    number: 6,
    control: 'no cookies to the SIS; a redirect is not followed',
    shownBy: [
      security(
        'network',
        'overrules what a caller asks for: no cookies, no redirect, no referer, no cache',
      ),
      unit('sis/oneroster/refusals.test.ts', '%i is not followed'),
      e2e(
        'security.spec.ts',
        'a whole sync reaches Schoology and the SIS and nobody else, without cookies to the SIS',
      ),
    ],
    open: null,
  },
  {
    number: 7,
    control: 'events made by scripts of the page choose nothing',
    shownBy: [
      e2e('dialog.spec.ts', 'a script of the page cannot choose'),
      unit('schoology/grading-options.test.ts', 'a click by a script is undone and stages nothing'),
    ],
    open: null,
  },
  {
    number: 8,
    control: 'messages of wrong senders or wrong shape change nothing and never throw',
    shownBy: [
      security('message-fuzz', 'change nothing, reach no network and never throw'),
      security(
        'message-fuzz',
        'would have been noticed: the same messages, right in all, do change something',
      ),
      unit(
        'background/router.test.ts',
        'never rejects and never changes anything, whatever arrives',
      ),
      unit(
        'storage/staged.test.ts',
        'is neither dropped nor told by a page of another Schoology in that tab',
      ),
    ],
    open: null,
  },
  {
    number: 9,
    control: 'answers to a page are closed types without student data',
    shownBy: [
      security('tab-replies', 'to %s hold what is written down here and no student data'),
      security(
        'tab-replies',
        'are a reason from a closed list, without words, when something fails',
      ),
      security('tab-replies', 'are nothing at all for what our own pages may ask'),
    ],
    open: null,
  },
  {
    number: 10,
    control: 'a page can read nothing of ours but box, label, help and whether it is ticked',
    shownBy: [
      e2e(
        'security.spec.ts',
        'a page can read nothing of ours but box, label, help and whether it is ticked',
      ),
      unit(
        'schoology/page-extras.test.ts',
        'is not opened by a script, and tells the page nothing',
      ),
    ],
    open: 'and that a choice was submitted in this tab: a mark in its sessionStorage, until the next page has been told of; a page that takes it away delays what is told, and then a refused opt-in may count as saved, and a save that nobody heard of is not said to be lost; one that writes there can have a loss told that was none; an opt-out holds',
  },
  {
    number: 11,
    control: 'titles that are markup, scripts or tricks of writing stay text everywhere',
    shownBy: [e2e('security.spec.ts', 'hostile titles and words of the SIS are text everywhere')],
    open: null,
  },
  {
    number: 12,
    control: 'no student name and no score on disk',
    shownBy: [
      e2e('on-disk.spec.ts', 'no student name and no score is ever on disk'),
      security(
        'canaries',
        'what is stored holds no student, no score and no secret; SIS ids are opaque',
      ),
    ],
    open: null,
  },
  {
    number: 13,
    control: 'tokens in memory only, gone with the browser',
    shownBy: [
      e2e(
        'security.spec.ts',
        'the token is in memory only, and gone when the browser has been closed',
      ),
      unit('settings/connection.test.ts', 'keeps the secret off the disk'),
      unit(
        'settings/kept-policy.test.ts',
        'has no secrets in it, and the panel does not ask for one that the district has',
      ),
    ],
    open: null,
  },
  {
    number: 14,
    control: 'what our script in a page can read of the stores holds nothing secret',
    shownBy: [
      security(
        'canaries',
        'storage.local, which a page’s script of ours can read, has these entries and no others',
      ),
    ],
    open: 'storage.local stays open to our script in both browsers: it leaves a copy of submitted choices there, which a dying background cannot lose. A page that has taken over its whole process could change choices and the address of the SIS there; no request goes to a host that was not granted by a click',
  },
  {
    number: 15,
    control: 'logs, badge, notices and broadcasts without students, scores, tokens and titles',
    shownBy: [
      security(
        'canaries',
        'logs, badge, notices and broadcasts hold no student, no score, no token and no title',
      ),
    ],
    open: null,
  },
  {
    number: 16,
    control: 'a policy with an unknown or invalid value is refused whole',
    shownBy: [
      unit('settings/policy.test.ts', 'is refused whole for %s, and says which'),
      unit(
        'settings/connection.test.ts',
        'is nothing at all under a refused policy: what was typed does not step in',
      ),
      e2e(
        'policy.spec.ts',
        'a policy with a wrong value sends nothing and says which, until the district has put it right',
      ),
      unit(
        'settings/policy.test.ts',
        'can be told by Chrome with a wrong word or an unknown text in it, so that it is refused here',
      ),
    ],
    open: 'what Chrome finds to be of another type, or does not know by name, it drops before anyone can refuse it; options lists what has come',
  },
  {
    number: 17,
    control: 'another account or another SIS gets nothing that was planned for the first',
    shownBy: [
      unit(
        'reliability/access.test.ts',
        'into another SIS: what was planned for the first is sent to neither',
      ),
      unit(
        'reliability/access.test.ts',
        'without access to the section: nothing is sent, and every choice and row stays',
      ),
    ],
    open: null,
  },
  {
    number: 18,
    control: 'an opted-out item has no request at all',
    shownBy: [
      security(
        'opted-out',
        'an opted-out item, whichever way, has no request of any kind to the SIS',
      ),
    ],
    open: null,
  },
  {
    number: 19,
    control: 'answers that are huge, deep, of the wrong shape or aimed at prototypes are refused',
    shownBy: [
      security(
        'hostile-answers',
        'from Schoology is read no further than 20 MB, and is not an empty gradebook',
      ),
      security(
        'hostile-answers',
        'from the SIS is read no further than 5 MB, and acknowledges nothing',
      ),
      security('hostile-answers', 'from the token address is no token'),
      security(
        'hostile-answers',
        'from Schoology is a page that is not understood: nothing is sent',
      ),
      security('hostile-answers', 'from the SIS, where it reads, is not the SIS: nothing is sent'),
    ],
    open: null,
  },
  {
    number: 20,
    control: 'a certificate that nobody vouches for, and http, are never spoken to',
    shownBy: [
      {
        ...unit(
          'sis/oneroster/sandbox.test.ts',
          'a certificate that nobody vouches for is never spoken to',
        ),
        proxy: 'in Node: the browsers of the tests are told to accept the sandbox’s certificates',
      },
      security('network', 'takes http for this machine only, even where it is configured'),
    ],
    open: null,
  },
  {
    number: 21,
    control: 'dependencies are an argued list, held to their content; no install scripts but one',
    shownBy: [
      security('dependencies', 'that are shipped are those argued for, each at one exact version'),
      security('dependencies', 'are all held by the lockfile to their content'),
      security('dependencies', 'run no script when they are installed, but for those named'),
      step('npm run check'),
    ],
    open: null,
  },
  {
    number: 22,
    control: 'two clean builds are the same to the last byte',
    shownBy: [step('npm run verify')],
    open: null,
  },
  {
    number: 23,
    control: 'the source package builds to the same store packages',
    shownBy: [step('npm run verify')],
    open: null,
  },
  {
    number: 24,
    control: 'not in private windows',
    shownBy: [
      {
        ...built('does not run in private windows'),
        proxy: 'what is asked of the browser is looked at',
      },
    ],
    open: null,
  },
  {
    number: 25,
    control: 'what the installation asks consent for is what README says is sent',
    shownBy: [
      unit(
        'security/privacy-table.test.ts',
        'what README says is sent is what the installation asks consent for',
      ),
    ],
    open: null,
  },
  {
    number: 26,
    control: 'Remove my data leaves nothing readable and no alarm',
    shownBy: [
      unit(
        'reliability/remove-data.test.ts',
        'leaves nothing of the teacher’s in this browser, and makes another key',
      ),
    ],
    open: 'the files of the profile are not searched after it: a browser frees deleted rows when it likes',
  },
];

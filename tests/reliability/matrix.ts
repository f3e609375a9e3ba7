import { e2e, type Promised, type Shown, unit } from '../evidence.ts';

export type FaultRow = Promised & { fault: string; expected: string };

const crash = (title: string): Shown => unit('reliability/crash-points.test.ts', title);
const moved = (title: string): Shown => unit('reliability/moved.test.ts', title);
const diesAnywhere = crash(
  'dies %s each of them: nothing is lost and nothing is sent that was opted out',
);

/** Every way things can go wrong that we know of, what must happen then, and the test that shows that it does. */
export const faultMatrix: FaultRow[] = [
  {
    number: 1,
    fault: 'worker killed before the transaction is complete',
    expected: 'not shown as saved; the page asks again with the same opId; exactly one change',
    shownBy: [
      diesAnywhere,
      unit(
        'schoology/saving.test.ts',
        'a background that died under the message gets the same one again',
      ),
      unit(
        'components/panel-store.test.ts',
        'is sent again with the same opId when the background died under it',
      ),
      unit(
        'storage/submitted-copies.test.ts',
        'is staged, so that its items wait, and put in force when a page of Schoology comes',
      ),
      e2e(
        'lost-save.spec.ts',
        'a save that the background never heard of is said to be lost by the page that follows it, once',
      ),
    ],
    open: null,
  },
  {
    number: 2,
    fault: 'worker killed after the commit, before the answer',
    expected: 'the repeat changes nothing and is shown as saved',
    shownBy: [
      diesAnywhere,
      unit('storage/choices.test.ts', 'sent twice under one opId changes nothing the second time'),
      unit('storage/staged.test.ts', 'settled twice changes nothing the second time'),
    ],
    open: null,
  },
  {
    number: 3,
    fault: 'worker killed between sending and writing down the answer',
    expected: 'sent again under the same id; one state in the SIS; Synced once',
    shownBy: [
      unit('sync/runner.test.ts', '%s write %i is applied: the next life ends in the same state'),
      e2e(
        'worker-killed.spec.ts',
        'a worker killed three times in one sync ends where an undisturbed one does',
      ),
    ],
    open: null,
  },
  {
    number: 4,
    fault: 'worker killed every 60 to 210 ms through a whole story',
    expected: 'the same end as undisturbed',
    shownBy: [
      {
        ...e2e(
          'worker-killed.spec.ts',
          'a worker killed three times in one sync ends where an undisturbed one does',
        ),
        proxy:
          'three kills; `npm run test:kill` plays the rest, apart from the tests because it takes minutes',
      },
      unit(
        'reliability/last-words.test.ts',
        'leaves its run to the next wake, from whichever call on: nothing has failed, all is Synced',
      ),
    ],
    open: 'in bursts of 5 to 10 kills, because a worker that never lives for 210 ms does nothing',
  },
  {
    number: 5,
    fault: 'browser killed while writing, started again on the same profile',
    expected: 'everything acknowledged is there, no torn rows',
    shownBy: [
      e2e(
        'browser-killed.spec.ts',
        'the browser killed while choices are written: every acknowledged one is there, and none by half',
      ),
    ],
    open: 'Chromium has lost the whole database of a profile a few seconds old; that is row 8, and the test takes either',
  },
  {
    number: 6,
    fault: 'operating system crash, power loss',
    expected: 'what was acknowledged had been flushed to disk',
    shownBy: [
      {
        ...unit('storage/choices.test.ts', 'is one flush to disk: strict, never relaxed'),
        proxy: 'a power cut cannot be made here: what is asked of the browser is looked at',
      },
    ],
    open: null,
  },
  {
    number: 7,
    fault: 'quota exceeded, disk full',
    expected: 'said as not saved, old value kept, nothing written by half, nothing sent of it',
    shownBy: [
      unit(
        'storage/choices.test.ts',
        'that cannot be written leaves the old one and no trace in the mirror',
      ),
      unit('schoology/saving.test.ts', 'a choice that could not be stored is said, and stays said'),
      unit(
        'components/panel-store.test.ts',
        'that is refused leaves the row as it was and says why',
      ),
      unit(
        'reliability/stores.test.ts',
        'at write %i of a choice: not saved, and nothing of it is',
      ),
      unit(
        'reliability/stores.test.ts',
        'for the second copy of a choice: not saved, and every open page shows what is stored',
      ),
      unit(
        'reliability/stores.test.ts',
        'for acknowledgements: nothing is called Synced, and the next sync ends as it should',
      ),
    ],
    open: null,
  },
  {
    number: 8,
    fault: 'IndexedDB silently empty',
    expected: 'opt-outs restored from the mirror before anything is sent; the teacher is told',
    shownBy: [
      unit(
        'storage/choices.test.ts',
        'the database silently empty: opt-outs come back from the mirror, and it is said',
      ),
      unit('storage/choices.test.ts', 'flags lost under an intact sentinel: restored'),
      unit(
        'reliability/stores.test.ts',
        'IndexedDB silently empty: the opt-out is restored, said, and holds in the next sync',
      ),
      unit(
        'reliability/stores.test.ts',
        'IndexedDB emptied under the running background: the same',
      ),
      unit(
        'reliability/stores.test.ts',
        'choices that cannot be proven whole keep an unfinished run from going on until confirmed',
      ),
      e2e(
        'browser-killed.spec.ts',
        'the browser killed while choices are written, and its database lost: every opt-out comes back, and it is said',
      ),
    ],
    open: null,
  },
  {
    number: 9,
    fault: 'IndexedDB throws on every call',
    expected: 'said as unsafe storage; nothing sent, nothing shown as saved; a repair is offered',
    shownBy: [
      unit(
        'reliability/stores.test.ts',
        '%s: it is said, nothing is sent, and the next message tries again',
      ),
      unit(
        'reliability/connection-lost.test.ts',
        'is opened anew by the next message, with every choice',
      ),
      unit(
        'reliability/connection-lost.test.ts',
        'in the middle of a run: an opt-out made then holds, the alarm stays, the run goes on to its end',
      ),
      unit(
        'reliability/connection-lost.test.ts',
        'ends the run once nothing has got done for five minutes, and the next click is the teacher’s',
      ),
      unit(
        'reliability/remove-data.test.ts',
        'is begun anew when the teacher says so, with the opt-outs',
      ),
      unit('reliability/remove-data.test.ts', 'that a newer version wrote is not deleted'),
    ],
    open: null,
  },
  {
    number: 10,
    fault: 'storage.local empty or throwing',
    expected: 'mirror made anew from the database',
    shownBy: [
      unit('storage/choices.test.ts', 'storage.local lost: the mirror is made anew'),
      unit(
        'reliability/stores.test.ts',
        'storage.local lost: made anew from the database, good enough to restore from',
      ),
    ],
    open: null,
  },
  {
    number: 11,
    fault: 'both copies lost, new device, new installation',
    expected: 'items are shown; nothing is sent until the teacher has looked',
    shownBy: [
      unit(
        'reliability/stores.test.ts',
        'both lost, or a new device: items are shown, and nothing is sent unless asked',
      ),
      unit(
        'reliability/two-browsers.test.ts',
        'is shown, and nothing of it is sent until the teacher has looked',
      ),
      unit(
        'reliability/two-browsers.test.ts',
        'cannot be said to have been looked at before it was read',
      ),
      unit(
        'reliability/remove-data.test.ts',
        'and both copies with it: the opt-outs come back from the other browsers',
      ),
    ],
    open: null,
  },
  {
    number: 12,
    fault: 'schema upgrade dies half way',
    expected: 'old or new, never mixed; goes on next time',
    shownBy: [
      unit(
        'reliability/stores.test.ts',
        'an upgrade that dies anywhere leaves nothing behind and is made whole by the next start',
      ),
    ],
    open: null,
  },
  {
    number: 13,
    fault: 'older build opens a newer database',
    expected: 'said as unsafe storage; not wiped, nothing sent',
    shownBy: [
      unit(
        'reliability/stores.test.ts',
        'an older build on a newer database: it is said, nothing is sent, nothing is touched',
      ),
    ],
    open: null,
  },
  {
    number: 14,
    fault: 'upgrade blocked by another context',
    expected: 'the older handle lets go; nobody waits for ever',
    shownBy: [
      unit(
        'reliability/stores.test.ts',
        'another context upgrades: the older connection lets go at once, and says so from then on',
      ),
    ],
    open: null,
  },
  {
    number: 15,
    fault: 'two windows change the same item',
    expected: 'the last one saved wins and both show it',
    shownBy: [
      unit('components/panel-store.test.ts', 'reads the stored state again'),
      unit(
        'reliability/two-windows.test.ts',
        'at once: the last one saved (%s) wins, and every page is told of both',
      ),
      unit(
        'reliability/two-windows.test.ts',
        'the panel and a form that was opened before: the form, saved last, wins',
      ),
      e2e(
        'two-windows.spec.ts',
        'a choice in one window shows in the other, whichever of the two was saved last',
      ),
    ],
    open: null,
  },
  {
    number: 16,
    fault: 'two sync clicks, popup and alarm',
    expected: 'one run; the second joins it',
    shownBy: [
      unit('sync/runner.test.ts', 'is one run, however often it is asked for'),
      unit(
        'components/panel-store.test.ts',
        'asks for the selected section, once for a double press',
      ),
      unit(
        'reliability/network.test.ts',
        'two clicks and an alarm are one run, and no address has two requests on the wire',
      ),
      unit(
        'reliability/network.test.ts',
        'a second background on the same disk leaves the run alone while the first has it',
      ),
    ],
    open: null,
  },
  {
    number: 17,
    fault: 'two devices',
    expected: 'nothing opted out on one is sent by the other',
    shownBy: [
      unit(
        'reliability/two-browsers.test.ts',
        'is not sent by the other, which has never seen the section and has heard of it',
      ),
      unit(
        'reliability/two-browsers.test.ts',
        'leaves a run that is under way in the other as soon as it is heard of',
      ),
      unit(
        'reliability/two-browsers.test.ts',
        'nothing is sent of an item whose opt-out has arrived, and in the end both have the same choices',
      ),
      unit(
        'reliability/two-browsers.test.ts',
        'may be sent once a browser that knows it has said that nothing is opted out',
      ),
      e2e(
        'two-profiles.chromium.spec.ts',
        'an opt-out made in one profile holds in another, which sends nothing of a course it knows nothing of',
      ),
    ],
    open: 'between real accounts the sync service itself is the browser’s; how long it takes is not known',
  },
  {
    number: 18,
    fault: 'offline',
    expected: 'everything waits, and goes when the network is back',
    shownBy: [
      unit('sis/oneroster/refusals.test.ts', 'without a network nothing is wrong with the SIS'),
      unit(
        'reliability/network.test.ts',
        'from the beginning: everything waits, and goes once it is back',
      ),
      unit(
        'reliability/network.test.ts',
        'from the middle of a run: everything waits, without a storm of requests',
      ),
      unit(
        'reliability/network.test.ts',
        'a run goes on by itself once it is back, over the death of the worker',
      ),
      unit('reliability/network.test.ts', 'a run that had begun to send goes on with what is left'),
      unit(
        'reliability/network.test.ts',
        'a run goes on at once when the teacher looks and Schoology answers',
      ),
      unit(
        'reliability/network.test.ts',
        'a run looks for one less and less often, and gives up after eight hours',
      ),
    ],
    open: null,
  },
  {
    number: 19,
    fault: 'captive portal: HTML with 200, a redirect, a wrong certificate',
    expected: 'never a success; no token to another host',
    shownBy: [
      unit('sis/oneroster/sandbox.test.ts', 'a portal in between is no success'),
      unit(
        'sis/oneroster/sandbox.test.ts',
        'a certificate that nobody vouches for is never spoken to',
      ),
      unit('sis/oneroster/refusals.test.ts', 'a 200 that is HTML by %s is no success'),
      unit('sis/oneroster/refusals.test.ts', '%i is not followed'),
      unit(
        'reliability/network.test.ts',
        'before the run: Schoology cannot be read, nothing is sent',
      ),
      unit(
        'reliability/network.test.ts',
        'in the middle of a run: its page with 200 is no acknowledgement',
      ),
      unit('reliability/network.test.ts', 'by a redirect: the token goes to no other host'),
    ],
    open: null,
  },
  {
    number: 20,
    fault: 'a server that never answers',
    expected: 'given up after 20 s a try, sent again',
    shownBy: [
      unit(
        'sis/oneroster/retries.test.ts',
        'a server that never answers is given up after 20 seconds a try',
      ),
      unit('sis/oneroster/retries.test.ts', 'a body that never ends is given up as well'),
    ],
    open: null,
  },
  {
    number: 21,
    fault: 'connection reset after the SIS has taken it',
    expected: 'unknown outcome: sent again under the same id',
    shownBy: [
      unit(
        'sis/oneroster/sandbox.test.ts',
        'a connection cut after the SIS had taken it is put again',
      ),
      unit(
        'sis/oneroster/retries.test.ts',
        'a body that breaks off leaves the outcome open, so it is sent again',
      ),
      unit('reliability/network.test.ts', 'once: put again at once under the same id, Synced once'),
      unit(
        'reliability/network.test.ts',
        'every time: nothing is claimed, and the next sync mends it',
      ),
    ],
    open: null,
  },
  {
    number: 22,
    fault: '429, with Retry-After in seconds, as a date, absurd, without',
    expected: 'waits at most 15 minutes, over the death of the worker; an alarm wakes it',
    shownBy: [
      unit('sis/retry-after.test.ts', 'an absurd wish (%s) is cut to 15 minutes'),
      unit(
        'sync/runner.test.ts',
        'a rate limit pauses the run until the SIS said, and it goes on by itself',
      ),
      unit(
        'reliability/rate-limit.test.ts',
        '%s: the run waits so long, over the death of the worker and of the alarm, and then ends',
      ),
      unit(
        'reliability/rate-limit.test.ts',
        'a Schoology that does: nothing is sent, it is said, and a later click goes',
      ),
    ],
    open: null,
  },
  {
    number: 23,
    fault: 'a burst of 500, 502, 503, 504',
    expected: 'tried again with growing pauses; an outage stops the run; all Synced in the end',
    shownBy: [
      unit('sis/oneroster/retries.test.ts', '%i is asked three times, then SIS_DOWN'),
      unit(
        'sis/oneroster/retries.test.ts',
        'repeats wait longer each time, and jitter shortens the wait',
      ),
      unit('sync/runner.test.ts', 'a SIS that is down stops the run before every item has failed'),
    ],
    open: null,
  },
  {
    number: 24,
    fault: '400, 404, 409, 422 on one item',
    expected: 'only that item Failed, with the reason; the others go on',
    shownBy: [
      unit('sis/oneroster/refusals.test.ts', '%i is %s for the %s, asked once'),
      unit('sync/runner.test.ts', 'keeps its scores back and lets the others go'),
      e2e(
        'story.spec.ts',
        'one refused student fails the item, not the others, and a retry mends it',
      ),
    ],
    open: null,
  },
  {
    number: 25,
    fault: '401 or 403 in a run, expired token, renewal fails',
    expected: 'one renewal; else everything waits for the sign-in; no loop',
    shownBy: [
      unit('sis/oneroster/retries.test.ts', 'is renewed once and the request repeated once'),
      unit('sis/oneroster/retries.test.ts', 'twice is AUTH_EXPIRED: no loop'),
      unit('sync/runner.test.ts', 'stops the run: nothing has failed, everything waits'),
    ],
    open: null,
  },
  {
    number: 26,
    fault: 'part of a batch fails',
    expected: 'each score by itself; only what failed is sent again',
    shownBy: [
      unit('sync/runner.test.ts', 'stops nothing else, and the item says Failed with the counts'),
      unit('sync/runner.test.ts', 'is sent alone on retry, and then all is Synced'),
    ],
    open: null,
  },
  {
    number: 27,
    fault: 'a request delivered twice',
    expected: 'one line item, one result',
    shownBy: [
      unit(
        'sis/oneroster/sandbox.test.ts',
        'a strict server takes what is put, and putting it again changes nothing',
      ),
    ],
    open: null,
  },
  {
    number: 28,
    fault: 'an old request arrives after a newer one',
    expected: 'the newest stays: never two of one cell on the wire',
    shownBy: [
      unit(
        'reliability/network.test.ts',
        'two clicks and an alarm are one run, and no address has two requests on the wire',
      ),
      unit(
        'reliability/network.test.ts',
        'requests on slow ways and scores that change under the run: the newest stays',
      ),
      unit(
        'reliability/network.test.ts',
        'a request that was given up and arrives after a newer one is found by the next run there, and sent over on request',
      ),
    ],
    open: 'until the next run that sends something in that class, a request that arrives so late goes unseen',
  },
  {
    number: 29,
    fault: 'clock a day off, set back, night of the clock change, sleep',
    expected: 'order by revision, not by time; no wait without an end',
    shownBy: [
      unit(
        'reliability/clock.test.ts',
        'between two syncs: only what changed is sent, and the newest run is the one shown',
      ),
      unit(
        'reliability/clock.test.ts',
        'in the middle of a run that dies: the next life goes on with it',
      ),
      unit(
        'reliability/clock.test.ts',
        'during a pause: the run goes on with the next wake, and no later than the SIS wished',
      ),
      unit('reliability/clock.test.ts', 'between two choices: the later one holds'),
      unit('reliability/clock.test.ts', 'between two readings: the SIS class is read again'),
    ],
    open: null,
  },
  {
    number: 30,
    fault: 'alarm missing after a restart, or hours late',
    expected: 'every wake goes on with the run, and makes the alarm again',
    shownBy: [
      unit(
        'reliability/rate-limit.test.ts',
        '%s: the run waits so long, over the death of the worker and of the alarm, and then ends',
      ),
      unit('reliability/clock.test.ts', 'that comes hours late finds the run and ends it'),
    ],
    open: null,
  },
  {
    number: 31,
    fault: 'extension updated while a Schoology tab is open',
    expected: 'box off limits with the reason; no click that pretends to be saved',
    shownBy: [
      unit(
        'schoology/grading-options.test.ts',
        'the box is switched off with the reason, and an unsaved choice is told',
      ),
      unit(
        'schoology/grading-options.test.ts',
        'a new copy of the script takes the old nodes away and draws its own',
      ),
    ],
    open: null,
  },
  {
    number: 32,
    fault: 'permission for the SIS host revoked',
    expected: 'said as missing access, not as offline; nothing sent',
    shownBy: [
      unit('settings/connection.test.ts', 'says what is missing, step by step'),
      unit(
        'reliability/access.test.ts',
        'before a run: said as such, nothing is sent, and it goes once it is granted again',
      ),
      unit(
        'reliability/access.test.ts',
        'in the middle of a run: requests that then fail are not taken for a SIS that is down',
      ),
      unit(
        'reliability/access.test.ts',
        'in the middle of a run, told by the browser: nothing more leaves',
      ),
    ],
    open: null,
  },
  {
    number: 33,
    fault: 'Schoology’s pages changed; dialog drawn anew fifty times',
    expected: 'nothing twice, nothing assumed, nothing sent on doubt',
    shownBy: [
      unit(
        'schoology/perturbation.test.ts',
        'a dialog whose nodes are re-created fifty times keeps one box',
      ),
      unit(
        'schoology/perturbation.test.ts',
        'a dialog has at most one box, and it is the right item’s or off limits',
      ),
      unit(
        'schoology/perturbation.test.ts',
        'in %s no row has two boxes and no box another row’s item',
      ),
    ],
    open: null,
  },
  {
    number: 34,
    fault: 'SIS class gone or linked to another; Schoology account switched',
    expected: 'said for that section or item; a choice of the teacher is kept',
    shownBy: [
      unit('sis/oneroster/refusals.test.ts', '%i is %s for the %s'),
      unit(
        'sync/prepare.test.ts',
        'a class chosen by hand is not overwritten by the look at another',
      ),
      unit(
        'reliability/access.test.ts',
        'without access to the section: nothing is sent, and every choice and row stays',
      ),
      unit(
        'reliability/access.test.ts',
        'a colleague of the same course in the middle of a reading: one whole plan, choices included',
      ),
      moved('claims nothing there, sends everything anew, and keeps the choices'),
      moved('and back: Synced again with its own time, without a write'),
      moved(
        'in the middle of a run: the run ends, and no answer of the first SIS counts in the second',
      ),
    ],
    open: null,
  },
  {
    number: 35,
    fault: 'opted out while its request waits or is on the wire',
    expected: 'what waits never leaves; what is on the wire is written down',
    shownBy: [
      unit('sync/runner.test.ts', 'lets nothing of the item leave after the choice is saved'),
      unit(
        'reliability/connection-lost.test.ts',
        'in the middle of a run: an opt-out made then holds, the alarm stays, the run goes on to its end',
      ),
    ],
    open: null,
  },
  {
    number: 36,
    fault: '10,000 scores waiting, panel closed, browser closed',
    expected: 'goes on; no more repeats than were on the wire',
    shownBy: [
      {
        ...unit(
          'reliability/large-run.test.ts',
          '2,000 scores waiting, the browser closed in the middle: goes on by itself, and repeats only what was on the wire',
        ),
        proxy: '2,000 scores in one process: five times as many take the same way for minutes',
      },
      e2e('run.spec.ts', 'closing the panel does not stop the sync'),
    ],
    open: null,
  },
  {
    number: 37,
    fault: 'policy invalid, or changed while running',
    expected: 'refused whole and said; the change holds from the next request',
    shownBy: [
      unit('settings/policy.test.ts', 'is refused whole for %s, and says which'),
      unit(
        'settings/connection.test.ts',
        'is nothing at all under a refused policy: what was typed does not step in',
      ),
      unit(
        'reliability/access.test.ts',
        'into an invalid one: nothing more leaves, and what was typed does not step in',
      ),
      unit(
        'reliability/access.test.ts',
        'into another SIS: what was planned for the first is sent to neither',
      ),
      unit(
        'reliability/late-policy.test.ts',
        'nothing is sent where the policy is another now, and is refused',
      ),
      e2e(
        'policy.spec.ts',
        'a policy with a wrong value sends nothing and says which, until the district has put it right',
      ),
    ],
    open: null,
  },
  {
    number: 38,
    fault: 'a hostile page flips the box and forges messages',
    expected: 'nothing is written',
    shownBy: [
      e2e('dialog.spec.ts', 'a script of the page cannot choose'),
      unit(
        'background/router.test.ts',
        'never rejects and never changes anything, whatever arrives',
      ),
      unit('schoology/grading-options.test.ts', 'a click by a script is undone and stages nothing'),
    ],
    open: null,
  },
];

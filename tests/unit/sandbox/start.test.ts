// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { startSandbox } from '../../sandbox/start.ts';
import { loopback } from './loopback-request.ts';
import { lineItem, put, token } from './sis-calls.ts';

describe('the sandbox', () => {
  it('runs two at once on ports of their own, with data of their own', async () => {
    const [one, two] = await Promise.all([startSandbox(), startSandbox({ native: true })]);
    one.lms.setTitle('50000001', 'Changed in one');

    expect(two.lms.item('50000001').title).toBe('Linear equations worksheet');
    expect([one.lms.section('10000001').native, two.lms.section('10000001').native]).toEqual([
      false,
      true,
    ]);
    expect(new Set([one.lms.port, one.sis.port, two.lms.port, two.sis.port]).size).toBe(4);
    await Promise.all([one.close(), two.close()]);
  });

  it('stops listening when closed, even with a request held', async () => {
    const sandbox = await startSandbox();
    const bearer = await token(sandbox.sis);
    const { reached } = sandbox.sis.hold({ method: 'PUT' });
    const held = put(`${sandbox.sis.gradebookUrl}/lineItems/li-1`, bearer, { lineItem }).catch(
      () => 'cut',
    );
    await reached;
    await sandbox.close();
    await held;

    await expect(loopback(`${sandbox.sis.origin}/`)).rejects.toThrow('ECONNREFUSED');
    await expect(loopback(`${sandbox.lms.origin()}/`)).rejects.toThrow('ECONNREFUSED');
  });

  it('listens on the ports it is given', async () => {
    const first = await startSandbox();
    const { port } = first.sis;
    await first.close();
    const second = await startSandbox({ sisPort: port });

    expect(second.sis.rosteringUrl).toBe(
      `https://sis.example.test:${port}/ims/oneroster/rostering/v1p2`,
    );
    await second.close();
  });

  it('shows the SIS gradebook as a page and as JSON', async () => {
    const { sis, close } = await startSandbox();
    const item = { ...lineItem, title: '<b>Lab</b> & "quotes"' };
    await put(`${sis.gradebookUrl}/lineItems/li-1`, await token(sis), { lineItem: item });

    const page = await loopback(`${sis.origin}/`);
    const json = await loopback(`${sis.origin}/gradebook.json`);
    expect(page.text).toContain('&lt;b&gt;Lab&lt;/b&gt; &amp; &quot;quotes&quot;');
    expect(JSON.parse(json.text)).toEqual(sis.gradebook());
    expect(sis.gradebook()[0]).toMatchObject({
      classId: 'class-alg1-2',
      lineItems: [{ category: 'Homework', gradingPeriod: 'Q2', maxPoints: 100, results: [] }],
    });
    await close();
  });
});

import { listen } from './listen.ts';
import { lmsApp } from './schoology/app.ts';
import { type LmsControls, lmsControls, newLms } from './schoology/controls.ts';
import type { BulkEditMarkup } from './schoology/model.ts';
import { sisApp } from './sis/app.ts';
import { newSis, type SisControls, sisControls } from './sis/controls.ts';
import { type Product, type ProductName, root1p1 } from './sis/product.ts';
import { gradebookRoot, rosteringRoot } from './sis/sis.ts';

export type SandboxOptions = {
  /** 0, as is the default, takes a free port. */
  lmsPort?: number;
  sisPort?: number;
  /** Markup of Bulk Edit in all sections; `lms.setBulkEdit` changes one. */
  bulkEdit?: BulkEditMarkup;
  /** Schoology's own "Sync to SIS" box in all sections; `lms.setNative` changes one. */
  native?: boolean;
  /** The SIS speaks HTTP/2. */
  http2?: boolean;
  /** Whose rules the SIS has; plain OneRoster 1.2 when left out. */
  sis?: ProductName;
};

/** The last one is a district's own address. */
export type LmsHost = 'app.schoology.com' | 'district.schoology.com' | 'lms.district.example';

export type Sandbox = {
  lms: LmsControls & {
    port: number;
    origin(host?: LmsHost): string;
    /** An address that signs in and leads to /home or to `destination`. */
    loginUrl(options?: { uid?: string; host?: LmsHost; destination?: string }): string;
  };
  sis: SisControls & {
    port: number;
    origin: string;
    rosteringUrl: string;
    gradebookUrl: string;
    tokenUrl: string;
    authorizationUrl: string;
    clientId: string;
    clientSecret: string;
    product: Product;
  };
  /** Names that a browser must map to 127.0.0.1 (with certificate errors ignored). */
  hosts: string[];
  close(): Promise<void>;
};

const lmsHosts: LmsHost[] = ['app.schoology.com', 'district.schoology.com', 'lms.district.example'];
const sisHost = 'sis.example.test';

async function startLms(options: SandboxOptions) {
  const lms = newLms({ bulkEdit: options.bulkEdit ?? 'table', native: options.native ?? false });
  const server = await listen(lmsApp(lms).fetch, options.lmsPort ?? 0);
  const { port } = server;
  const origin = (host: LmsHost = 'app.schoology.com'): string => `https://${host}:${port}`;
  const loginUrl: Sandbox['lms']['loginUrl'] = ({ uid = '30000001', host, destination } = {}) => {
    const url = new URL(`/sandbox/login?uid=${uid}`, origin(host));
    if (destination) url.searchParams.set('destination', destination);
    return url.href;
  };
  return { server, lms: { ...lmsControls(lms), port, origin, loginUrl } };
}

async function startSis(options: SandboxOptions) {
  const sis = newSis(options.sis);
  const isOld = sis.product.version === '1.1';
  const server = await listen(sisApp(sis).fetch, options.sisPort ?? 0, options.http2);
  sis.origin = `https://${sisHost}:${server.port}`;
  const controls = sisControls(sis);
  // Assigned onto the controls, not spread: `latency` is an accessor.
  const addresses = {
    port: server.port,
    origin: sis.origin,
    rosteringUrl: `${sis.origin}${isOld ? root1p1 : rosteringRoot}`,
    gradebookUrl: `${sis.origin}${isOld ? root1p1 : gradebookRoot}`,
    tokenUrl: `${sis.origin}/oauth/token`,
    authorizationUrl: `${sis.origin}/oauth/authorize`,
    clientId: sis.desk.clientId,
    clientSecret: sis.desk.clientSecret,
    product: sis.product,
  };
  return { server, sis: Object.assign(controls, addresses) };
}

/** Starts a Schoology replica and a OneRoster SIS on loopback, each with its own fresh data. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { lms, server: lmsServer } = await startLms(options);
  const { sis, server: sisServer } = await startSis(options);
  return {
    lms,
    sis,
    hosts: [...lmsHosts, sisHost],
    async close() {
      sis.release();
      await Promise.all([lmsServer.close(), sisServer.close()]);
    },
  };
}

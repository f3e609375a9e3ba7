import { generate } from 'selfsigned';

export type Certificate = { key: string; cert: string };

const names = [
  'schoology.com',
  '*.schoology.com',
  'app.schoology.com',
  'district.schoology.com',
  'lms.district.example',
  'sis.example.test',
  'localhost',
];

let made: Promise<Certificate> | null = null;

async function make(): Promise<Certificate> {
  const altNames = names.map((value) => ({ type: 2 as const, value }));
  const pems = await generate([{ name: 'commonName', value: 'Sync to SIS sandbox' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [...altNames, { type: 7, ip: '127.0.0.1' }] },
    ],
  });
  return { key: pems.private, cert: pems.cert };
}

/** One self-signed certificate per process for every name of the sandbox. */
export function certificate(): Promise<Certificate> {
  made ??= make();
  return made;
}

import { connect, createServer, type Socket } from 'node:net';

/** Hosts that browsers call for themselves, whatever is loaded; nothing of them is let through. */
const ofBrowser =
  /(^|\.)(mozilla\.(com|net|org)|firefox\.com|google\.com|googleapis\.com|gstatic\.com|gvt1\.com)$/;

export type Recorder = {
  port: number;
  /** Everything that was asked for, except by the browser for itself, each once. */
  hosts(): string[];
  close(): Promise<void>;
};

/** `CONNECT host:port HTTP/1.1` for https; for http the whole address. */
function askedFor(head: string): { host: string; port: number } {
  const [, host = '', port = ''] = /^[A-Z]+ (?:http:\/\/)?([^\s:/]+):?(\d*)/.exec(head) ?? [];
  return { host, port: Number(port) };
}

/**
 * A proxy on loopback that writes down which host every connection is for, and leads those of the sandbox's ports to
 * this machine. Nothing else is answered.
 */
export async function startRecorder(ports: number[]): Promise<Recorder> {
  const hosts = new Set<string>();
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    sockets.add(client);
    client.on('error', () => client.destroy());
    client.once('data', (head) => {
      const { host, port } = askedFor(head.toString('latin1'));
      if (!ofBrowser.test(host)) hosts.add(host);
      if (!ports.includes(port) || ofBrowser.test(host)) {
        client.destroy();
        return;
      }
      const upstream = connect(port, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        client.pipe(upstream).pipe(client);
      });
      sockets.add(upstream);
      upstream.on('error', () => client.destroy());
      client.on('close', () => upstream.destroy());
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return {
    port: address.port,
    hosts: () => [...hosts].toSorted(),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

import { readFileSync, writeFileSync } from 'node:fs';
import { createServer as createProxy } from 'node:http';
import { createServer } from 'node:https';
import { connect } from 'node:net';
import { join } from 'node:path';
import { runCommand } from '../../../tools/dev-services/child-process.js';
import { listen, loopback } from '../../../tools/dev-services/ports.js';

/** A loopback copy of the site that the SDK downloads from. */
export interface DownloadSite {
  /** Makes a process find the site here: through a proxy, and with the certificate authority that vouches for it. */
  readonly env: NodeJS.ProcessEnv;
  /** The paths that were asked for. */
  readonly asked: readonly string[];
  readonly stop: () => void;
}

const siteName = 'temporal.download';

/** Starts the site with one archive. The SDK's address cannot be set, so it is led here by a proxy. */
export async function startDownloadSite(folder: string, archive: Buffer, fileInArchive: string): Promise<DownloadSite> {
  const asked: string[] = [];
  const site = createServer(await makeCertificate(folder), (request, response) => {
    asked.push(request.url ?? '');
    const answer = { archiveUrl: `https://${siteName}/archive.tar.gz`, fileToExtract: fileInArchive };
    response.end(request.url === '/archive.tar.gz' ? archive : JSON.stringify(answer));
  });
  const sitePort = await listen(site);
  const proxy = createProxy().on('connect', (_request, socket) => {
    const tunnel = connect(sitePort, loopback, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      tunnel.pipe(socket).pipe(tunnel);
    });
    tunnel.on('error', () => socket.destroy());
    socket.on('error', () => tunnel.destroy());
  });
  const proxyUrl = `http://${loopback}:${await listen(proxy)}`;
  return {
    env: { ...process.env, HTTPS_PROXY: proxyUrl, SSL_CERT_FILE: join(folder, 'authority.pem'), SSL_CERT_DIR: '' },
    asked,
    stop() {
      site.close();
      site.closeAllConnections();
      proxy.close();
    },
  };
}

/** Makes an authority for this run alone, and a certificate of it for the site. */
async function makeCertificate(folder: string): Promise<{ readonly key: Buffer; readonly cert: Buffer }> {
  const path = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => runCommand({ file: 'openssl', args }, 10_000);
  const newKey = (key: string, subject: string) =>
    ['-newkey', 'rsa:2048', '-nodes', '-keyout', path(key), '-subj', `/CN=${subject}`] as const;
  await openssl(
    'req',
    '-x509',
    '-days',
    '1',
    ...newKey('authority.key', 'test authority'),
    '-out',
    path('authority.pem'),
  );
  await openssl('req', ...newKey('site.key', siteName), '-out', path('site.csr'));
  writeFileSync(path('site.ext'), `subjectAltName=DNS:${siteName}\n`);
  const authority = ['-CA', path('authority.pem'), '-CAkey', path('authority.key'), '-CAcreateserial'];
  const extension = ['-days', '1', '-extfile', path('site.ext')];
  await openssl('x509', '-req', '-in', path('site.csr'), ...authority, ...extension, '-out', path('site.pem'));
  return { key: readFileSync(path('site.key')), cert: readFileSync(path('site.pem')) };
}

import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort, loopback } from '../../../tools/dev-services/ports.js';
import { ProgrammePublisher } from '../../../tools/dev/programme-publisher.js';

/** The command that publishes loads the compilers of all texts first. */
const LIMIT = 60_000;

let home: string;
let port: number;
let published: string[];
let said: string[];
let server: Server | undefined;
let publisher: ProgrammePublisher;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'amends-publisher-'));
  await cp('programme', join(home, 'programme'), { recursive: true });
  port = await freePort();
  [published, said] = [[], []];
  publisher = new ProgrammePublisher({
    folder: join(home, 'programme'),
    pace: 3_600,
    url: `http://${loopback}:${port}`,
    apiKey: 'development-key',
    say: (line) => said.push(line),
  });
});
afterEach(async () => {
  publisher.stop();
  server?.close();
  server = undefined;
  await rm(home, { recursive: true });
});

/** A web edge that takes whatever is published. */
function openWebEdge(): void {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      published.push(body);
      response.writeHead(201, { 'content-type': 'application/json' }).end('{"hash":"abc"}');
    });
  }).listen(port, loopback);
}

describe('the programme of npm run dev', () => {
  it(
    'is published at its pace once the web edge is there, and with a fault stays as it was, which is said with file and line',
    async () => {
      const publishing = publisher.publish();
      openWebEdge();
      await publishing;
      expect(published.map((text) => (JSON.parse(text) as { pace: number }).pace)).toEqual([3_600]);
      expect(said).toEqual(['programme/: Published as abc; new cases follow it.']);

      await appendFile(join(home, 'programme/templates/en/apology.sms.liquid'), '{{ nobody_knows }}');
      await publisher.publish();
      expect(published).toHaveLength(1);
      expect(said[1]).toMatch(
        /^programme\/ is not published.*current:\n[\s\S]*programme\/templates\/en\/apology\.sms\.liquid:\d+.*nobody_knows/,
      );
    },
    LIMIT,
  );

  it(
    'is given up while nobody takes it, once it is told to stop',
    async () => {
      const publishing = publisher.publish();
      publisher.stop();
      await publishing;
      expect([published, said]).toEqual([[], []]);
    },
    LIMIT,
  );
});

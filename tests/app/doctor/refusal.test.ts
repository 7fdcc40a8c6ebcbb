import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examineInstallation } from '../../../app/doctor/examine-installation.js';
import { mongoPlaces, refusalAt } from '../../../app/doctor/refusal.js';
import { readInstallation } from '../../../config/index.js';

/** Ports of which nobody listens at the first, and a server that says nothing at the second. */
let closed = 0;
let open = 0;
const server = createServer((socket) => socket.destroy());
beforeAll(async () => {
  const gone = createServer().listen({ host: '127.0.0.1', port: 0 });
  server.listen({ host: '127.0.0.1', port: 0 });
  await Promise.all([once(gone, 'listening'), once(server, 'listening')]);
  closed = (gone.address() as AddressInfo).port;
  open = (server.address() as AddressInfo).port;
  gone.close();
  await once(gone, 'close');
});
afterAll(() => void server.close());

describe('places at which nobody listens', () => {
  it('are named, with the remedy', async () => {
    expect(await refusalAt([`127.0.0.1:${closed}`], 'start it')).toEqual({
      state: 'fault',
      says: `connection refused at 127.0.0.1:${closed}`,
      remedy: 'start it',
    });
  });

  it('are no fault as long as somebody listens at one of them', async () => {
    expect(await refusalAt([`127.0.0.1:${closed}`, `127.0.0.1:${open}`], 'start it')).toBeUndefined();
  });

  it.each([[[]], [['dns:///temporal.example']], [['temporal']]])('are not known of %j', async (places) => {
    expect(await refusalAt(places, 'start it')).toBeUndefined();
  });
});

describe('the hosts of an address of MongoDB', () => {
  it.each([
    ['mongodb://u:secret@h1,h2:27018/amends?replicaSet=rs0', ['h1:27017', 'h2:27018']],
    ['mongodb://[::1]:27019/amends', ['[::1]:27019']],
    ['mongodb+srv://u:secret@cluster.example/amends', []],
    ['rubbish', []],
  ])('in %s are %j', (uri, places) => {
    expect(mongoPlaces(uri)).toEqual(places);
  });
});

describe('the doctor', () => {
  it('says at once of MongoDB and Temporal at which address they refuse, and nothing of the login', async () => {
    const found = await examineInstallation(
      readInstallation({
        MONGODB_URI: `mongodb://amends:secret@127.0.0.1:${closed},127.0.0.1:${closed}/amends`,
        TEMPORAL_ADDRESS: `127.0.0.1:${closed}`,
      }),
    );
    const says = Object.fromEntries(found.map((finding) => [finding.check, finding.says]));
    expect(says).toMatchObject({
      Temporal: `connection refused at 127.0.0.1:${closed}`,
      MongoDB: `connection refused at 127.0.0.1:${closed} and 127.0.0.1:${closed}`,
      namespace: 'not looked at without: Temporal',
    });
    expect(JSON.stringify(found)).not.toContain('secret@');
  });
});

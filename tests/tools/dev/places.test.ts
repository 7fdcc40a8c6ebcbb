import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { freePortLike, listen } from '../../../tools/dev-services/ports.js';
import { anyPorts, usualPorts } from '../../../tools/dev/places.js';

describe('the ports of npm run dev', () => {
  it('are the preferred ones where those are free, and others where somebody listens', async () => {
    const server = createServer();
    const taken = await listen(server);
    expect(await freePortLike(taken)).not.toBe(taken);
    await new Promise((resolve) => server.close(resolve));
    expect(await freePortLike(taken)).toBe(taken);
  });

  it('are each said to be taken when another one is chosen, and only then', async () => {
    const said: string[] = [];
    const ports = await usualPorts((line) => said.push(line));
    const usual = [8080, 7233, 8233, 27_017, 1025, 1080, 1081];
    const others = Object.values(ports).filter((port) => !usual.includes(port));
    expect(said).toHaveLength(others.length);
    for (const port of others) expect(said.join('\n')).toContain(`${port} instead`);
  });

  it('are nobody’s business where the environment names the server', async () => {
    const server = createServer();
    await new Promise((resolve) => server.once('error', resolve).listen(1080, '127.0.0.1', () => resolve(undefined)));
    const said: string[] = [];
    const env = { SMTP_URL: 'smtp://mail.customers.example', TEMPORAL_ADDRESS: 'temporal.customers.example:7233' };
    await usualPorts((line) => said.push(line), env);
    expect(said.join('\n')).not.toMatch(/inbox|Temporal/);
    await usualPorts((line) => said.push(line), {});
    expect(said.join('\n')).toContain('Port 1080 of the inbox is taken');
    server.close();
  });

  it('are all different where any will do', async () => {
    const ports = Object.values(await anyPorts());
    expect(new Set(ports).size).toBe(7);
  });
});

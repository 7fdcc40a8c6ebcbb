import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { newIncident } from '../../../tools/dev/new-incident.js';
import { incidentBody } from '../../../web/api/incident.js';

const now = Date.UTC(2026, 10, 22, 9);

describe('the incident that npm run dev offers', () => {
  it('is of this moment and of another customer each time', async () => {
    const [one, other] = [await newIncident(now), await newIncident(now)].map((text) =>
      incidentBody.parse(JSON.parse(text)),
    );
    expect(one?.customer.id).not.toBe(other?.customer.id);
    expect(one?.id).not.toBe(other?.id);
    expect(one?.customer).toMatchObject({ email: expect.stringMatching(/@customers\.example$/) as string });
    expect(JSON.parse(await newIncident(now))).toMatchObject({ occurredAt: '2026-11-22T09:00:00.000Z' });
  });

  it('is what the example shows, which the API takes as it is', async () => {
    const example = JSON.parse(await readFile('examples/incident.json', 'utf8')) as { subject: string };
    expect(incidentBody.safeParse(example).success).toBe(true);
    expect(JSON.parse(await newIncident(now))).toMatchObject({ subject: example.subject });
  });
});

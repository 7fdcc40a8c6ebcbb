import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createActivities } from '../../activities/create-activities.js';
import { createCalendars } from '../../adapters/calendars/index.js';
import { createTemplates } from '../../adapters/templates/index.js';
import { readProgramme } from '../../app/read-programme.js';
import type { MessageType } from '../../domain/contact/messages.js';
import type { Delivery } from '../../ports/message-channel.js';
import { shipped } from '../adapters/programme/edited.js';
import { aReport } from '../domain/support/builders.js';
import { FakeChannel } from '../support/fake-channel.js';
import { marks } from '../support/marks.js';
import { putCase } from './support/builders.js';
import { noon, publicUrl, startEdge, type Edge } from './support/server.js';

const DAY = 86_400_000;
const messages: readonly MessageType[] = ['resolution', 'follow_up', 'survey', 'survey_reminder', 'closing'];
const MAILS = 1_000;

let edge: Edge;
const mails: Delivery[] = [];
beforeAll(async () => {
  edge = await startEdge({ rateLimits: { perKey: 1e6, perAddress: 1e6 } });
  await sendAll();
}, 30_000);
afterAll(() => edge.app.close());

/** The product's own activities and texts send a thousand mails to two hundred customers. */
async function sendAll(): Promise<void> {
  const { stores, vouchers, links, unsubscribeLinks, caseLinks } = edge;
  const channel = new FakeChannel('email', mails);
  const activities = createActivities({
    ...{ ...stores, vouchers, links, unsubscribeLinks, caseLinks, ...marks },
    calendars: createCalendars(),
    clock: { now: () => noon },
    channels: { email: channel, sms: channel },
    templates: createTemplates(stores.programmes),
  });
  const reading = await readProgramme(shipped);
  if (reading.kind === 'faulty') throw new Error(JSON.stringify(reading.faults));
  const programme = await stores.programmes.publish('acme', reading.programme, noon);
  const worker = new MockActivityEnvironment({ startToCloseTimeoutMs: 20_000 }, { logger: new DefaultLogger('ERROR') });
  for (let at = 0; at < MAILS / messages.length; at++) {
    const [customerId, caseId] = [`c-${at}`, `case-${at}`];
    const customer = { id: customerId, locale: 'en', email: `${customerId}@customers.example` };
    await stores.incidents.put(aReport({ id: caseId, customer }));
    await stores.customers.upsert('acme', customer, noon);
    await putCase(stores.cases, { caseId, customerId });
    for (const message of messages) {
      const order = {
        message,
        round: 1,
        ordinal: 1,
        channel: 'email',
        request: 1,
        incidents: [caseId],
        covers: [],
      } as const;
      const context = { tenant: 'acme', customerId, caseId, reference: 'K7QX2M9A', programme, team: 'care' };
      const more = { surveyOpenFor: DAY, resolvedAt: noon, outcome: 'recovered' } as const;
      await worker.run(() => activities.deliver({ ...context, ...more, order }));
    }
  }
}

/** Every link of a mail: in its text, in its HTML, and for one click. */
function linksOf({ rendered, unsubscribeUrl = '' }: Delivery): readonly string[] {
  const found = `${rendered.text} ${rendered.html ?? ''} ${unsubscribeUrl}`.match(/https:\/\/care\.example[^\s"<>]*/g);
  return [...new Set(found ?? [])];
}

describe('a thousand mails whose links a scanner follows', () => {
  it('hold links to answer and to unsubscribe, and what everybody has to have holds none of the latter', () => {
    expect(mails).toHaveLength(MAILS);
    const unsubscribing = mails.filter(({ unsubscribeUrl }) => unsubscribeUrl !== undefined);
    expect(unsubscribing).toHaveLength((MAILS * 2) / messages.length);
    for (const mail of unsubscribing) expect(mail.rendered.text).toContain(mail.unsubscribeUrl);
    expect(mails.filter(({ rendered }) => rendered.text.includes('/u/'))).toHaveLength(unsubscribing.length);
  });

  it('each by GET and HEAD, bring about no answer and no opt-out; the control: one click does', async () => {
    const links = [...new Set(mails.flatMap(linksOf))].map((link) => link.slice(publicUrl.length));
    expect(links.length).toBeGreaterThanOrEqual((MAILS * 2) / messages.length);
    for (const url of links) {
      for (const method of ['GET', 'HEAD'] as const) {
        expect((await edge.app.inject({ method, url })).statusCode).toBe(200);
      }
    }
    const { addresses, surveys } = edge.stores;
    const stops = () => addresses.stopsOf(mails.map(({ to }) => marks.hashAddress('email', to)));
    expect([await stops(), edge.recoveries.told, edge.recoveries.answers]).toEqual([[], [], []]);
    for (let at = 0; at < MAILS / messages.length; at++) {
      const survey = await surveys.ofRound({ tenant: 'acme', caseId: `case-${at}`, round: 1 });
      expect([survey === undefined, survey?.answer]).toEqual([false, undefined]);
    }
    const url = mails.find(({ unsubscribeUrl }) => unsubscribeUrl !== undefined)?.unsubscribeUrl ?? '';
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const payload = 'List-Unsubscribe=One-Click';
    await edge.app.inject({ method: 'POST', url: url.slice(publicUrl.length), headers, payload });
    expect(await stops()).toHaveLength(1);
  }, 60_000);
});

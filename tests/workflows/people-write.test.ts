import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../domain/support/builders.js';
import type { Customer } from './support/customer.js';
import { timeSkippingWorld } from './support/worlds.js';

const REPLY = { type: 'customer_replied', reading: 'reply' } as const;

describe('a person who writes while a reply waits', () => {
  const world = timeSkippingWorld();

  /** A customer who had the acknowledgement and answered it before the apology. */
  async function replied(): Promise<Customer> {
    const customer = world().customer();
    await customer.report();
    await world().pass(MINUTE);
    await customer.tell({ ...REPLY, input: `${customer.id}-mail-1` });
    await world().pass(MINUTE);
    return customer;
  }

  /** Keeps a text and tells the case, as the web edge does. */
  async function write(customer: Customer, requestId: string, resume = false): Promise<void> {
    const { caseId } = customer;
    const at = await world().now();
    await world().stores.texts.put({
      tenant: 'acme',
      caseId,
      requestId,
      actor: 's-104',
      at,
      text: `text ${requestId}`,
    });
    await customer.command({ type: 'message', text: requestId, ...(resume && { resume }) }, { requestId });
    await world().pass(10_000);
  }

  it('is heard within the minute and once, though the command is repeated; what is automatic stays silent', async () => {
    const customer = await replied();
    await write(customer, 'r-1');
    await write(customer, 'r-1');
    expect(customer.heard).toEqual(['acknowledgement', 'agent_message']);
    await world().pass(6 * HOUR);
    expect(customer.heard).toEqual(['acknowledgement', 'agent_message']);
    const said = world().rendered.filter(({ message }) => message === 'agent_message');
    expect(said.at(-1)?.facts).toMatchObject({ written: { text: 'text r-1' }, owner: 'Robin' });
    const history = payloadsOf(await customer.run.fetchHistory());
    expect(history).toContain('"text":"r-1"');
    expect(history).not.toContain('text r-1');
    expect(await customer.facts('text_written', 'promise_kept')).toMatchObject([
      { type: 'text_written', text: 'r-1' },
      { type: 'promise_kept', slot: '1/agent_message/1/email' },
    ]);
    await customer.command({ type: 'abort', cause: 'done' });
    await customer.ended();
  });

  it('and lets the case go on is followed by what was due', async () => {
    const customer = await replied();
    await write(customer, 'r-1', true);
    await world().pass(3 * HOUR);
    expect(customer.heard).toEqual(['acknowledgement', 'agent_message', 'apology']);
    await customer.command({ type: 'abort', cause: 'done' });
    await customer.ended();
  });
});

/** Everything that a history holds of inputs and results. */
function payloadsOf(history: object): string {
  const encoded = [...JSON.stringify(history).matchAll(/"data":"([^"]+)"/g)];
  return encoded.map(([, data = '']) => Buffer.from(data, 'base64').toString()).join('\n');
}

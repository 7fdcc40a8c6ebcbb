import { beforeAll, describe, expect, it } from 'vitest';
import { hearOptOut } from '../../activities/hear-opt-out.js';
import { RecoveryUnavailableError } from '../../client/index.js';
import { hearText } from '../../web/hooks/hear-text.js';
import { DAY, HOUR, MINUTE } from '../domain/support/builders.js';
import { marks } from '../support/marks.js';
import type { Customer } from './support/customer.js';
import { timeSkippingWorld } from './support/worlds.js';

const RESOLVE = { type: 'resolve', cause: 'courier_lost_it' } as const;
const ABORT = { type: 'abort', cause: 'duplicate_report' } as const;

describe('STOP in mid-journey', () => {
  const world = timeSkippingWorld();
  beforeAll(() => world().publish({ channels: ['sms', 'email'] }));

  let texts = 0;
  const hearInput = () => Promise.resolve();
  async function text(from: string, body: string, tell = world().client.tell.bind(world().client)): Promise<void> {
    const at = await world().now();
    const sources = { ...marks, stores: world().stores, recoveries: { tell }, apiKeys: [], hearInput };
    await hearText(sources, { providerId: `SM${(texts += 1)}`, from, body, at }, console);
  }
  const bySms = ({ heard }: Customer) => heard.filter((one) => one.endsWith(' by sms'));
  async function reported(phone: string): Promise<Customer> {
    const customer = world().customer();
    await customer.report({ customer: { ...customer.known, phone } });
    await world().pass(MINUTE);
    expect(customer.heard).toEqual(['acknowledgement by sms']);
    return customer;
  }

  async function end(customer: Customer): Promise<void> {
    await customer.command(ABORT);
    await customer.ended();
  }

  it('is confirmed once, nothing more goes to the phone, and the journey ends by e-mail', async () => {
    const customer = await reported('+12025550101');
    await text('+12025550101', 'please stop texting me');
    await world().pass(MINUTE);
    expect(bySms(customer)).toEqual(['acknowledgement by sms', 'opt_out_confirmation by sms']);
    await customer.command(RESOLVE);
    await world().pass(6 * DAY);
    await customer.answer(5);
    expect((await customer.ended()).outcome).toBe('recovered');
    expect(customer.heard).toEqual([
      ...['acknowledgement by sms', 'opt_out_confirmation by sms', 'resolution', 'follow_up', 'survey', 'closing'],
    ]);
  });

  it('on a phone that two share stops both cases, and one of them confirms it', async () => {
    const phone = '+12025550102';
    const [one, other] = [await reported(phone), await reported(phone)];
    await text(phone, 'STOP');
    await world().pass(MINUTE);
    const confirmations = [...bySms(one), ...bySms(other)].filter((said) => said.startsWith('opt_out_confirmation'));
    expect(confirmations).toHaveLength(1);
    await world().pass(2 * HOUR);
    for (const customer of [one, other]) {
      await customer.command(RESOLVE);
      await world().pass(MINUTE);
      expect(customer.heard.at(-1)).toBe('resolution');
      expect(bySms(customer).filter((said) => !said.startsWith('opt_out'))).toEqual(['acknowledgement by sms']);
    }
    for (const customer of [one, other]) {
      await customer.command(ABORT);
      await world().pass(MINUTE);
    }
  });

  it('and START later on: texts come again', async () => {
    const customer = await reported('+12025550103');
    await text('+12025550103', 'STOP');
    await world().pass(MINUTE);
    await text('+12025550103', 'START');
    await customer.command(RESOLVE);
    await world().pass(MINUTE);
    expect(customer.heard.at(-1)).toBe('resolution by sms');
    await end(customer);
  });

  describe('of which the case has not heard', () => {
    const deaf = (): Promise<never> => Promise.reject(new RecoveryUnavailableError('telling'));

    async function resolvedAfterStop(phone: string): Promise<Customer> {
      const customer = await reported(phone);
      await text(phone, 'STOP', deaf);
      await customer.command(RESOLVE);
      await world().pass(HOUR);
      return customer;
    }
    it('keeps the sender from texting all the same, and the case goes on by e-mail', async () => {
      const customer = await resolvedAfterStop('+12025550104');
      expect(customer.heard).toEqual(['acknowledgement by sms', 'resolution']);
      expect(await customer.sends()).toMatchObject({ '1/resolution/1/sms': 'skipped' });
      await end(customer);
    });

    const confirmed = (customer: Customer) => bySms(customer).filter((one) => one.startsWith('opt_out_confirmation'));
    const untoldOf = async ({ id }: Customer) =>
      (await world().stores.consents.untold(Infinity)).filter(({ customerId }) => customerId === id);
    /** What a sweep does of opt-outs. */
    async function tellAgain(): Promise<void> {
      const at = await world().now();
      const { stores, client: recoveries } = world();
      for (const one of await stores.consents.untold(at)) {
        await hearOptOut({ ...stores, recoveries, clock: { now: () => at } }, one);
      }
      await world().pass(MINUTE);
    }

    it('is told by the sweep, and confirmed once, however often that comes by', async () => {
      const customer = await reported('+12025550106');
      await text('+12025550106', 'STOP', deaf);
      await world().pass(6 * MINUTE);
      for (let sweeps = 0; sweeps < 3; sweeps++) await tellAgain();
      expect(confirmed(customer)).toHaveLength(1);
      expect(await untoldOf(customer)).toEqual([]);
      await end(customer);
    });

    it('the control: without the sweep it stays untold and unconfirmed', async () => {
      const customer = await reported('+12025550107');
      await text('+12025550107', 'STOP', deaf);
      await world().pass(HOUR);
      expect(confirmed(customer)).toEqual([]);
      expect(await untoldOf(customer)).toMatchObject([{ channel: 'sms', stands: true }]);
      await end(customer);
      await tellAgain();
    });

    it('the control: a sender that does not look texts', async () => {
      const { addresses } = world().stores;
      const look = addresses.stopsOf.bind(addresses);
      addresses.stopsOf = () => Promise.resolve([]);
      try {
        const customer = await resolvedAfterStop('+12025550105');
        expect(bySms(customer)).toEqual(['acknowledgement by sms', 'resolution by sms']);
        await end(customer);
      } finally {
        addresses.stopsOf = look;
      }
    });
  });
});

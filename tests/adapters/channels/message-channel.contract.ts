import { describe, expect, it } from 'vitest';
import type { Delivery, MessageChannel } from '../../../ports/message-channel.js';
import { marks } from '../../support/marks.js';

/** What a provider does with the next message. */
export type ContractFault = 'refuse_for_now' | 'refuse_for_good' | 'take_and_stay_silent';

/** A channel with a provider that a test can look into. */
export interface ChannelUnderTest {
  readonly channel: MessageChannel;
  /** Recipient and text of each message that arrived. */
  readonly arrived: () => readonly { readonly to: string; readonly text: string }[];
  readonly stop: () => Promise<void>;
}

/** How the suite gets at a channel. */
export interface ContractSubject {
  readonly name: string;
  readonly addresses: readonly [string, string];
  /** Each is no address, or more than one. */
  readonly notOneAddress: readonly string[];
  readonly start: (fault?: ContractFault) => Promise<ChannelUnderTest>;
}

const rendered = { subject: 'Charged twice', html: '<p>It went wrong.</p>', text: 'It went wrong.', locale: 'en' };
const never = new AbortController().signal;

/** What holds for every message channel, twin or real. */
export function messageChannelContract({ name, addresses, notOneAddress, start }: ContractSubject): void {
  const [address, other] = addresses;

  async function withChannel(test: (subject: ChannelUnderTest) => Promise<void>, fault?: ContractFault): Promise<void> {
    const subject = await start(fault);
    try {
      await test(subject);
    } finally {
      await subject.channel.close();
      await subject.stop();
    }
  }

  function delivery(channel: MessageChannel, overrides: Partial<Delivery> = {}): Delivery {
    const { key = `acme/c-1/1/apology/1/${channel.channel}` } = overrides;
    return {
      key,
      mark: marks.markOf(key, 'f00d'),
      to: address,
      rendered,
      thread: 'thread',
      deadlineAt: Date.now() + 5_000,
      ...overrides,
    };
  }

  describe(`${name} keeps the contract of message channels`, () => {
    it('an accepted message has arrived once, at its recipient, with its text and an id of the provider', () =>
      withChannel(async ({ channel, arrived }) => {
        const result = await channel.deliver(delivery(channel), never);
        expect(result).toEqual({ kind: 'accepted', providerId: expect.stringMatching(/./) as string });
        expect(arrived()).toEqual([{ to: address, text: expect.stringContaining('It went wrong.') as string }]);
      }));

    it('two messages reach two recipients, each its own', () =>
      withChannel(async ({ channel, arrived }) => {
        await Promise.all([
          channel.deliver(delivery(channel), never),
          channel.deliver(delivery(channel, { key: 'acme/c-2/1/apology/1/x', to: other }), never),
        ]);
        const recipients = arrived().map(({ to }) => to);
        expect(recipients.toSorted()).toEqual([address, other].toSorted());
      }));

    it.each(notOneAddress)('a recipient that is not one address is refused for good, and nobody gets it: %j', (to) =>
      withChannel(async ({ channel, arrived }) => {
        const result = await channel.deliver(delivery(channel, { to }), never);
        expect(result).toEqual({ kind: 'rejected', permanent: true, code: 'bad_address' });
        expect(arrived()).toEqual([]);
      }),
    );

    it('a message whose deadline has passed is not handed over', () =>
      withChannel(async ({ channel, arrived }) => {
        const result = await channel.deliver(delivery(channel, { deadlineAt: Date.now() - 1 }), never);
        expect(result).toEqual({ kind: 'rejected', permanent: false, code: 'deadline_passed' });
        expect(arrived()).toEqual([]);
      }));

    it('a message that is aborted before the start is not handed over', () =>
      withChannel(async ({ channel, arrived }) => {
        const result = await channel.deliver(delivery(channel), AbortSignal.abort());
        expect(result).toEqual({ kind: 'rejected', permanent: false, code: 'deadline_passed' });
        expect(arrived()).toEqual([]);
      }));

    it('a refusal for now is a certain rejection that may be tried again', () =>
      withChannel(async ({ channel, arrived }) => {
        expect(await channel.deliver(delivery(channel), never)).toMatchObject({ kind: 'rejected', permanent: false });
        expect(arrived()).toEqual([]);
      }, 'refuse_for_now'));

    it('a refusal for good is a certain rejection that another attempt cannot mend', () =>
      withChannel(async ({ channel, arrived }) => {
        expect(await channel.deliver(delivery(channel), never)).toMatchObject({ kind: 'rejected', permanent: true });
        expect(arrived()).toEqual([]);
      }, 'refuse_for_good'));

    it('a message that was taken without a word is unknown, never rejected', () =>
      withChannel(async ({ channel, arrived }) => {
        expect(await channel.deliver(delivery(channel), never)).toMatchObject({ kind: 'unknown' });
        expect(arrived()).toHaveLength(1);
      }, 'take_and_stay_silent'));
  });
}

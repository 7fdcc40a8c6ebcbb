import type { FastifyBaseLogger } from 'fastify';
import type { CustomerRef } from '../ports/customer-store.js';
import { partsOf } from '../domain/sends/send-key.js';
import { customerOf } from './customer-of.js';
import type { ServerDependencies } from './dependencies.js';
import { takeInput, type TakingSources } from './take-input.js';

/** A text message that came in, and is no word of opting out or in. */
export interface InboundText {
  readonly channel: 'sms';
  /** E.164. */
  readonly from: string;
  readonly addressHash: string;
  readonly body: string;
  /** The provider's id of the message: letters and digits. */
  readonly providerId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** It asks for a call. */
  readonly wantsCall: boolean;
  /** Everybody who has the phone. */
  readonly customers: readonly CustomerRef[];
}

/** What finding out whose an address is works on. */
export type OwnerSources = {
  readonly stores: Pick<ServerDependencies['stores'], 'sends' | 'cases' | 'incidents'>;
};

/** What taking a text works on. */
export type TextSources = TakingSources & OwnerSources & Pick<ServerDependencies, 'apiKeys'>;

/** Whose an input is. */
export interface Owner {
  readonly tenant: string;
  readonly customerId: string;
  /** The case whose message it answers; missing where it answers none that we know of. */
  readonly caseId?: string;
}

/** Whose the message is that this key names; undefined when its case is nowhere. */
export async function ownerOfSend({ stores }: OwnerSources, key: string): Promise<Required<Owner> | undefined> {
  const { tenant, caseId } = partsOf(key);
  const customerId = await customerOf(stores, { tenant, caseId });
  return customerId === undefined ? undefined : { tenant, customerId, caseId };
}

/**
 * Who was last written to at one of these addresses, each by its hash, of those who have it now: it may have passed to others
 * since. Else the only one who has it; where nobody does any more, whoever was last written to there.
 */
export async function ownerOfAddress(
  deps: OwnerSources,
  hashes: readonly string[],
  having: readonly CustomerRef[],
): Promise<Owner | undefined> {
  for (const hash of hashes) {
    for (const { key } of await deps.stores.sends.lastTo(hash)) {
      const owner = await ownerOfSend(deps, key);
      if (owner !== undefined && (having.length === 0 || having.some((one) => isSame(one, owner)))) return owner;
    }
  }
  const [only, ...others] = having;
  return others.length === 0 ? only : undefined;
}

function isSame(one: CustomerRef, other: CustomerRef): boolean {
  return one.tenant === other.tenant && one.customerId === other.customerId;
}

/** Who looks after what matches nobody: the tenant of the first key. Throws where there is no key at all. */
export function keeperOf({ apiKeys: [first] }: Pick<ServerDependencies, 'apiKeys'>): string {
  if (first === undefined) throw new Error('nobody has a key, so nobody could read it');
  return first.tenant;
}

/** Takes a text as a reply, or as the wish for a call; one that matches nobody is kept for staff. */
export async function takeText(
  deps: TextSources,
  text: InboundText,
  log: Pick<FastifyBaseLogger, 'error'>,
): Promise<'stored' | 'known'> {
  const { channel, from, addressHash, body, providerId, at, wantsCall, customers } = text;
  const owner = await ownerOfAddress(deps, [addressHash], customers);
  const input = {
    inputId: `sms-${providerId}`,
    kind: wantsCall ? ('call_me' as const) : ('reply' as const),
    channel,
    receivedAt: at,
    text: body,
    ...(owner ?? { tenant: keeperOf(deps), from }),
  };
  return takeInput(deps, input, log);
}

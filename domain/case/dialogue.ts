import type { Channel } from '../contact/channels.js';

/** A channel on which a customer wants no messages. */
export interface ChannelStop {
  readonly at: number;
  /** One message on that channel says that it has ended. */
  readonly confirm: boolean;
}

/** A text that a person wrote to the customer. */
export interface WrittenText {
  readonly text: string;
  readonly ordinal: number;
  readonly round: number;
  readonly channel?: Channel;
  readonly at: number;
}

/** How a person was in touch with the customer outside of this system. */
export const contactKinds = ['phone', 'in_person', 'public'] as const;
/** One of these ways. */
export type ContactKind = (typeof contactKinds)[number];

/** A person's contact with the customer outside of this system. */
export interface LoggedContact {
  readonly kind: ContactKind;
  /** Whether the customer was spoken to. */
  readonly spokeTo: boolean;
  readonly at: number;
}

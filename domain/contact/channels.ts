/** The ways to reach a customer. A new channel is one line here and an adapter in `adapters/channels/`. */
export const channels = ['email', 'sms'] as const;
/** One of the channels. */
export type Channel = (typeof channels)[number];

/** What a contact is for, as whoever wants to make it says. */
export const purposes = ['recovery', 'service', 'survey', 'marketing'] as const;
/** One of the purposes. */
export type Purpose = (typeof purposes)[number];

import type { LinkAction } from '../domain/contact/customer-words.js';

/** Makes and reads the links of a message by which its customer asks for a call, or says whether it is settled. */
export interface CaseLinks {
  /** The page of this action for the message with this mark. It never expires. */
  url(action: LinkAction, mark: string): string;
  /** The first 16 characters of the mark that a token names, or undefined when it was tampered with or is for another action. */
  read(action: LinkAction, token: string): string | undefined;
}

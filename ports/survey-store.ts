import type { Verdict } from '../domain/case/case-events.js';

/** The survey of one round of one case. */
export interface SurveyRef {
  readonly tenant: string;
  readonly caseId: string;
  readonly round: number;
}

/** An invitation as it is made. */
export interface Invitation extends SurveyRef {
  readonly customerId: string;
  readonly expiresAt: number;
}

/** An invitation with what became of it. */
export interface Survey extends Invitation {
  /** Made of tenant, case and round by the store: always the same, short, and opaque. */
  readonly surveyId: string;
  readonly answer?: Verdict & { readonly at: number; readonly comment?: string };
  /** A later round asked anew. */
  readonly superseded: boolean;
}

/** An answer as the customer gave it. */
export interface SurveyAnswer extends Verdict {
  readonly comment?: string;
  readonly at: number;
}

/** Invitations and answers; single use is enforced here. */
export interface SurveyStore {
  /** Opens the survey of this round, or finds it again unchanged; open surveys of the customer's earlier rounds are superseded. */
  invite(invitation: Invitation): Promise<Survey>;
  /** Keeps the first answer in time. */
  answer(surveyId: string, answer: SurveyAnswer): Promise<'recorded' | 'used' | 'expired' | 'unknown'>;
  /** The survey, or undefined. */
  get(surveyId: string): Promise<Survey | undefined>;
  /** The survey of a round, or undefined. */
  ofRound(ref: SurveyRef): Promise<Survey | undefined>;
}

/** Makes and reads the links that customers follow. */
export interface SurveyLinks {
  /** The page of this survey: its id with a signature, 33 characters in all. When it expires, the survey itself knows. */
  url(surveyId: string): string;
  /** The id of the survey that a token names, or undefined when it was tampered with. */
  read(token: string): string | undefined;
}

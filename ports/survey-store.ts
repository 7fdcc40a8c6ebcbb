import type { Verdict } from '../domain/case/case-events.js';

/** The survey of one round of one case. */
export interface SurveyRef {
  readonly tenant: string;
  readonly caseId: string;
  readonly round: number;
}

/** An invitation with what became of it. */
export interface Survey extends SurveyRef {
  readonly surveyId: string;
  readonly customerId: string;
  readonly expiresAt: number;
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
  invite(survey: Omit<Survey, 'answer' | 'superseded'>): Promise<Survey>;
  /** Keeps the first answer in time. */
  answer(surveyId: string, answer: SurveyAnswer): Promise<'recorded' | 'used' | 'expired' | 'unknown'>;
  /** The survey, or undefined. */
  get(surveyId: string): Promise<Survey | undefined>;
  /** The survey of a round, or undefined. */
  ofRound(ref: SurveyRef): Promise<Survey | undefined>;
}

/** Makes and reads the links that customers follow. */
export interface SurveyLinks {
  /** The page of this survey, with a signed token that expires. */
  url(surveyId: string, expiresAt: number): string;
  /** The survey that a token names, whether it has expired, or undefined when it was tampered with. */
  read(token: string, now: number): { readonly surveyId: string; readonly expired: boolean } | undefined;
}

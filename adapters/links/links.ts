import type { CaseLinks } from '../../ports/case-links.js';
import type { SurveyLinks } from '../../ports/survey-store.js';
import type { UnsubscribeLinks } from '../../ports/unsubscribe-links.js';
import { createCaseLinks } from './case-links.js';
import type { LinkSettings } from './signed-tokens.js';
import { createSurveyLinks } from './survey-links.js';
import { createUnsubscribeLinks } from './unsubscribe-links.js';

/** All links that messages hold. */
export interface Links {
  readonly links: SurveyLinks;
  readonly unsubscribeLinks: UnsubscribeLinks;
  readonly caseLinks: CaseLinks;
}

/** The links of messages, signed with one secret and all below one address. */
export function createLinks(settings: LinkSettings): Links {
  return {
    links: createSurveyLinks(settings),
    unsubscribeLinks: createUnsubscribeLinks(settings),
    caseLinks: createCaseLinks(settings),
  };
}
